import {
  IconBrandWechat,
  IconDots,
  IconMail,
  IconMessage,
  IconPhone,
  IconUsers,
  IconWalk,
  type Icon,
} from '@tabler/icons-react';
import type { Channel } from '#core/interactions/interactions.contract.ts';

export const channelIcons: Readonly<Record<Channel, Icon>> = {
  phone: IconPhone,
  visit: IconWalk,
  wechat: IconBrandWechat,
  mail: IconMail,
  sms: IconMessage,
  meeting: IconUsers,
  other: IconDots,
};
