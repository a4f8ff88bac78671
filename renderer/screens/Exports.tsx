import { ExportsPage } from '../features/exports/ExportsPage.tsx';

export function ExportsScreen() {
  return <ExportsPage />;
}
