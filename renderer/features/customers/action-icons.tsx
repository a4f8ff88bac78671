import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowMerge,
  IconHandGrab,
  IconLock,
  IconLockOpen,
  IconPrinter,
  IconRestore,
  IconShare,
  IconTableExport,
  IconTrash,
  IconUserShare,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CustomerAction } from './use-customer-actions.tsx';

const look = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

export const actionIcons: Readonly<
  Record<CustomerAction | 'share' | 'merge' | 'export' | 'print', ReactNode>
> = {
  claim: <IconHandGrab {...look} />,
  return: <IconArrowBackUp {...look} />,
  takeBack: <IconArrowForwardUp {...look} />,
  assign: <IconUserShare {...look} />,
  remove: <IconTrash {...look} />,
  restore: <IconRestore {...look} />,
  share: <IconShare {...look} />,
  lock: <IconLock {...look} />,
  unlock: <IconLockOpen {...look} />,
  merge: <IconArrowMerge {...look} />,
  export: <IconTableExport {...look} />,
  print: <IconPrinter {...look} />,
};
