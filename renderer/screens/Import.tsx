import { ImportPage } from '../features/imports/ImportPage.tsx';

export function ImportScreen() {
  return <ImportPage />;
}
