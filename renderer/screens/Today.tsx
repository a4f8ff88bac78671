import { Birthdays } from '../features/contacts/Birthdays.tsx';
import { TodayPage } from '../features/interactions/TodayPage.tsx';
import { ExtensionRequests } from '../features/protection/ExtensionRequests.tsx';
import { FallingBack } from '../features/protection/FallingBack.tsx';

export function TodayScreen() {
  return (
    <TodayPage
      top={<ExtensionRequests />}
      aside={
        <>
          <FallingBack />
          <Birthdays />
        </>
      }
    />
  );
}
