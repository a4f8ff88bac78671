import { useParams, useSearch } from '@tanstack/react-router';
import { CustomerPage } from '../features/customers/CustomerPage.tsx';

export function CustomerPageScreen() {
  const { id } = useParams({ from: '/customers/$id' });
  const { edit } = useSearch({ from: '/customers/$id' });
  // Whatever is no id is looked up as one that cannot exist: the answer is the same.
  const number = /^\d{1,15}$/.test(id) ? Number(id) : Number.MAX_SAFE_INTEGER;
  return <CustomerPage key={number} id={number} editing={edit !== undefined} />;
}
