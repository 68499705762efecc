import { achievements } from './achievements/achievements.projection.ts';
import { activity } from './activity/activity.projection.ts';
import { aliases } from './aliases/aliases.projection.ts';
import { balances } from './balances/balances.projection.ts';
import { benefits } from './benefits/benefits.projection.ts';
import { books } from './books/books.projection.ts';
import { campaigns } from './campaigns/campaigns.projection.ts';
import { cards } from './cards/cards.projection.ts';
import { claims } from './claims/claims.projection.ts';
import { counted } from './counted/counted.projection.ts';
import { givenCoupons } from './given-coupons/given-coupons.projection.ts';
import { giftCards } from './gift-cards/gift-cards.projection.ts';
import { grants } from './grants/grants.projection.ts';
import { members } from './members/members.projection.ts';
import { memberships } from './memberships/memberships.projection.ts';
import { places } from './places/places.projection.ts';
import { programs } from './programs/programs.projection.ts';
import type { Projection } from './projection.ts';
import { referrals } from './referrals/referrals.projection.ts';
import { reservations } from './reservations/reservations.projection.ts';
import { reversals } from './reversals/reversals.projection.ts';
import { risks } from './risks/risks.projection.ts';
import { sales } from './sales/sales.projection.ts';
import { sessions } from './sessions/sessions.projection.ts';
import { settings } from './settings/settings.projection.ts';
import { tills } from './tills/tills.projection.ts';
import { voucherUses } from './voucher-uses/voucher-uses.projection.ts';
import { vouchers } from './vouchers/vouchers.projection.ts';

/** Every read table, alphabetically. Till and centre keep the same ones. */
export const projections: readonly Projection[] = [
  achievements,
  activity,
  aliases,
  balances,
  benefits,
  books,
  campaigns,
  cards,
  claims,
  counted,
  giftCards,
  givenCoupons,
  grants,
  members,
  memberships,
  places,
  programs,
  referrals,
  reservations,
  reversals,
  risks,
  sales,
  sessions,
  settings,
  tills,
  voucherUses,
  vouchers,
];
