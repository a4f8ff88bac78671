import { useSearch } from '@tanstack/react-router';
import { InteractionsPage } from '../features/interactions/InteractionsPage.tsx';

export function InteractionsScreen() {
  return <InteractionsPage params={useSearch({ from: '/interactions' })} />;
}
