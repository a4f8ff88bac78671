import { RecycleBin } from '../features/customers/RecycleBin.tsx';

export function RecycleBinScreen() {
  return <RecycleBin />;
}
