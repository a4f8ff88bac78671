import { TodayPage } from '../features/interactions/TodayPage.tsx';
import { ExtensionRequests } from '../features/protection/ExtensionRequests.tsx';

export function TodayScreen() {
  return <TodayPage top={<ExtensionRequests />} />;
}
