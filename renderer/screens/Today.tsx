import { TodayPage } from '../features/interactions/TodayPage.tsx';

export function TodayScreen() {
  return <TodayPage />;
}
