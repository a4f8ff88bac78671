import { useSearch } from '@tanstack/react-router';
import { CustomerListPage } from './CustomerListPage.tsx';

export function CustomerPoolScreen() {
  return <CustomerListPage view="pool" params={useSearch({ from: '/pool' })} />;
}
