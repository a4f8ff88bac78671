import { useSearch } from '@tanstack/react-router';
import { CustomerList } from '../features/customers/CustomerList.tsx';

export function CustomerPoolScreen() {
  return <CustomerList key="pool" view="pool" params={useSearch({ from: '/pool' })} />;
}
