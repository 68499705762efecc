import { balances } from './balances/balances.projection.ts';
import { cards } from './cards/cards.projection.ts';
import { dailyTotals } from './daily-totals/daily-totals.projection.ts';
import { members } from './members/members.projection.ts';
import { programs } from './programs/programs.projection.ts';
import type { Projection } from './projection.ts';
import { tills } from './tills/tills.projection.ts';
import { vouchers } from './vouchers/vouchers.projection.ts';

/** Every read table, alphabetically. Till and centre keep the same ones. */
export const projections: readonly Projection[] = [
  balances,
  cards,
  dailyTotals,
  members,
  programs,
  tills,
  vouchers,
];
