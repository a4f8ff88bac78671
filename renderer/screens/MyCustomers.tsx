import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CustomerList } from '../features/customers/CustomerList.tsx';
import { ShareDialog, type ShareQuestion } from '../features/sharing/ShareDialog.tsx';
import { useCan } from '../lib/session.ts';

export function MyCustomersScreen() {
  const [asked, setAsked] = useState<ShareQuestion | null>(null);
  const mayShare = useCan('customers.share');
  return (
    <>
      <CustomerList
        key="mine"
        view="mine"
        params={useSearch({ from: '/mine' })}
        onShare={mayShare ? setAsked : undefined}
      />
      <ShareDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
