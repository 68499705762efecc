import { z } from 'zod';
import { call, event } from './channel.ts';
import { RefusalView } from './checkout.api.ts';
import { MemberHit } from './members.api.ts';
import { ProgramView } from './programs.api.ts';

/** Of which sales it is asked: of the last whole month, quarter or year before today, or of all there are. */
export const whatIfPeriods = ['last-month', 'last-quarter', 'last-year', 'all'] as const;
export const WhatIfPeriod = z.enum(whatIfPeriods);
export type WhatIfPeriod = z.infer<typeof WhatIfPeriod>;

/** How something would be, beside how it was. Money in minor units. */
const Pair = z.object({ before: z.int(), after: z.int() });

/** What a changed program would have come to, for a page: whole numbers and names of programs, and nobody's. */
export const WhatIfSums = z.object({
  /** Sales of members in the period. */
  sales: z.int(),
  cost: Pair,
  members: Pair,
  /** Vouchers and offers that were used. */
  redemptions: Pair,
  /** Month by month, oldest first: `YYYY-MM`. */
  months: z.array(z.object({ month: z.string(), cost: Pair })),
  /** Program by program: how often it gave something, and what that cost. */
  programs: z.array(z.object({ programId: z.string(), times: Pair, cost: Pair })),
  /** The same sales asked again without the change: so many, and so many of them exactly as the ledger says. */
  asked: z.int(),
  same: z.int(),
  /** These are all sales of one member in so many; 1 for all of all. */
  checkedOf: z.int().positive(),
  /** Sales that could not use what was used then. */
  otherwise: z.int(),
  /** What cannot be replayed faithfully here: each is a sentence under `what-if.limit`. */
  limits: z.array(z.string()),
});
export type WhatIfSums = z.infer<typeof WhatIfSums>;

/** Where it stands. There is one at a till at a time, and it stays until the next is asked for. */
export const WhatIfView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({
    state: z.literal('running'),
    programId: z.string(),
    period: WhatIfPeriod,
    done: z.int(),
    total: z.int(),
    /** How long it will take from now; null while nobody can tell. */
    leftMs: z.int().nullable(),
  }),
  z.object({ state: z.literal('stopped'), programId: z.string() }),
  z.object({ state: z.literal('failed'), programId: z.string(), code: z.string() }),
  z.object({ state: z.literal('done'), programId: z.string(), period: WhatIfPeriod, sums: WhatIfSums }),
]);
export type WhatIfView = z.infer<typeof WhatIfView>;

/** A member for whom it would have made a difference, and what they cost then and would have. */
export const WhatIfMember = z.object({ member: MemberHit, beforeMinor: z.int(), afterMinor: z.int() });
export type WhatIfMember = z.infer<typeof WhatIfMember>;

/** What a program would have cost if it had been set up otherwise: asked before it is saved. */
export const whatIfApi = {
  'what-if.start': call(
    z.object({ program: ProgramView, period: WhatIfPeriod }),
    z.object({ refusal: RefusalView.nullable() }),
  ),
  'what-if.stop': call(z.object({}), z.object({})),
  'what-if.view': call(z.object({}), WhatIfView),
  /** Who would have gained or lost most by what was asked last. */
  'what-if.members': call(
    z.object({}),
    z.object({ gains: z.array(WhatIfMember), losses: z.array(WhatIfMember) }),
  ),
  /** It went on, or ended: what came of it is asked for. */
  'what-if.moved': event(z.object({ running: z.boolean() })),
} as const;
