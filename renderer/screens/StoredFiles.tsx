import { StoredFilesPage } from '../features/attachments/StoredFilesPage.tsx';

export function StoredFilesScreen() {
  return <StoredFilesPage />;
}
