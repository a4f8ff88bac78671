import { useSearch } from '@tanstack/react-router';
import { CustomerListPage } from './CustomerListPage.tsx';

export function MyCustomersScreen() {
  return <CustomerListPage view="mine" params={useSearch({ from: '/mine' })} shares />;
}
