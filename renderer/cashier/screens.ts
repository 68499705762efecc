import type { Screen } from './screen.ts';
import { brand } from './screens/brand/brand.screen.tsx';
import { capture } from './screens/capture/capture.screen.tsx';
import { devices } from './screens/devices/devices.screen.tsx';
import { drills } from './screens/drills/drills.screen.tsx';
import { giftCards } from './screens/gift-cards/gift-cards.screen.tsx';
import { leaderboard } from './screens/leaderboard/leaderboard.screen.tsx';
import { people } from './screens/people/people.screen.tsx';
import { places } from './screens/places/places.screen.tsx';
import { practice } from './screens/practice/practice.screen.tsx';
import { printing } from './screens/printing/printing.screen.tsx';
import { programs } from './screens/programs/programs.screen.tsx';
import { refund } from './screens/refund/refund.screen.tsx';
import { sale } from './screens/sale/sale.screen.tsx';
import { segments } from './screens/segments/segments.screen.tsx';
import { shop } from './screens/shop/shop.screen.tsx';
import { training } from './screens/training/training.screen.tsx';
import { vouchers } from './screens/vouchers/vouchers.screen.tsx';

/** Every screen of the cashier, alphabetically. */
export const screens: readonly Screen[] = [
  brand,
  capture,
  devices,
  drills,
  giftCards,
  leaderboard,
  people,
  places,
  practice,
  printing,
  programs,
  refund,
  sale,
  segments,
  shop,
  training,
  vouchers,
];
