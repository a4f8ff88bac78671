import { useSearch } from '@tanstack/react-router';
import { CustomerList } from '../features/customers/CustomerList.tsx';

export function MyCustomersScreen() {
  return <CustomerList key="mine" view="mine" params={useSearch({ from: '/mine' })} />;
}
