import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconCircleCheck,
  IconClockX,
  IconGift,
  IconList,
  IconRoute,
  IconShip,
  IconSpeakerphone,
  IconTruck,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { NoticeKind } from '../../shared/contract/notices.ts';

/** One sign for each kind, so that a list is read at a glance. */
export const noticeIcons: Record<NoticeKind, TablerIcon> = {
  offer: IconGift,
  confirmed: IconCircleCheck,
  moved: IconArrowsExchange,
  called: IconSpeakerphone,
  'leave-now': IconTruck,
  standby: IconList,
  expired: IconClockX,
  repair: IconRoute,
  sailing: IconShip,
  webhook: IconAlertTriangle,
};
