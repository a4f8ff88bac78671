import { Button } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '#core/customers/customers.contract.ts';
import { CustomerPage, type CustomerPanel } from '../features/customers/CustomerPage.tsx';
import { AskShare } from '../features/sharing/AskShare.tsx';
import { ShareDialog, type ShareQuestion } from '../features/sharing/ShareDialog.tsx';
import { SharesPanel } from '../features/sharing/SharesPanel.tsx';

export function CustomerPageScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/customers/$id' });
  const { edit } = useSearch({ from: '/customers/$id' });
  const [sharing, setSharing] = useState<ShareQuestion | null>(null);
  // Whatever is no id is looked up as one that cannot exist: the answer is the same.
  const number = /^\d{1,15}$/.test(id) ? Number(id) : Number.MAX_SAFE_INTEGER;
  const share = ({ id: customerId, name, ownerId }: Customer) =>
    setSharing({ ids: [customerId], name, ownerId });
  const panels = (customer: Customer): readonly CustomerPanel[] => [
    ...(customer.abilities.includes('share')
      ? [
          {
            key: 'shares',
            label: t(($) => $.sharing.tab),
            content: <SharesPanel customerId={customer.id} onShare={() => share(customer)} />,
          },
        ]
      : []),
  ];
  const buttons = (customer: Customer) => {
    if (customer.sight === 'minimal' && customer.ownerId !== null)
      return <AskShare key={customer.id} customerId={customer.id} ownerId={customer.ownerId} />;
    return customer.abilities.includes('share') ? (
      <Button
        variant="default"
        leftSection={<IconShare size={16} stroke={1.6} aria-hidden />}
        onClick={() => share(customer)}
      >
        {t(($) => $.sharing.share)}
      </Button>
    ) : null;
  };
  return (
    <>
      <CustomerPage key={number} id={number} editing={edit !== undefined} panels={panels} buttons={buttons} />
      <ShareDialog asked={sharing} onClose={() => setSharing(null)} />
    </>
  );
}
