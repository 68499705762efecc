import { z } from 'zod';
import { Day } from '../base/business-time.ts';
import { PointsNames } from '../base/points-name.ts';
import { Unit } from '../ledger/posting.ts';
import { Currency } from '../money/money.ts';
import { Conflict } from './owner.ts';

const count = z.int().nonnegative();

/** A till as the owner sees it. Its name and shop are null until its first event is here. */
export const TillLine = z.object({
  writer: z.string(),
  name: z.string().nullable(),
  shop: z.string().nullable(),
  /** Milliseconds since 1970, by the centre's clock. */
  lastHeardAt: z.int(),
  events: count,
  state: z.enum(['active', 'revoked', 'excluded']),
  salesToday: count,
});
export type TillLine = z.infer<typeof TillLine>;

/** All sales of one business day in one currency. */
export const DayLine = z.object({ day: Day, currency: Currency, sales: count, totalMinor: z.int() });
export type DayLine = z.infer<typeof DayLine>;

/** What was ever given, used and let go of a unit, and what customers still hold: `issued` minus the other two. */
export const UnitLine = z.object({
  unit: Unit,
  issued: z.int(),
  redeemed: z.int(),
  expired: z.int(),
  outstanding: z.int(),
});
export type UnitLine = z.infer<typeof UnitLine>;

/** How many vouchers of a unit were printed, and how many of them came back. */
export const VoucherLine = z.object({ unit: Unit, issued: count, redeemed: count });
export type VoucherLine = z.infer<typeof VoucherLine>;

/** A member by the last characters of a card, or of the wallet when no card is known. Never a name. */
export const MemberLine = z.object({
  walletId: z.string(),
  card: z.string().nullable(),
  visits: count,
  spentMinor: z.int(),
  lastSeenDay: Day.nullable(),
});
export type MemberLine = z.infer<typeof MemberLine>;

/** An event as the ledger carries it; whoever shows it reads the body if the kind is known. */
export const EventLine = z.object({
  writer: z.string(),
  till: z.string().nullable(),
  seq: count,
  at: z.int(),
  type: z.string(),
  version: z.int(),
  body: z.string(),
});
export type EventLine = z.infer<typeof EventLine>;

/** `GET /api/overview`: one moment of the whole chain, for the owner. */
export const Overview = z.object({
  /** When it was taken, by the centre's clock. */
  at: z.int(),
  tills: z.array(TillLine),
  totals: z.array(z.object({ currency: Currency, sales: count, totalMinor: z.int() })),
  /** The last 14 business days that had sales, the newest first. */
  days: z.array(DayLine),
  units: z.array(UnitLine),
  /** What programs call their points, unit by unit; those without a name are absent. */
  ownPoints: z.record(Unit, PointsNames),
  vouchers: z.array(VoucherLine),
  members: z.object({ count, top: z.array(MemberLine) }),
  latest: z.array(EventLine),
  /** What waits for the owner's decision. */
  conflicts: z.object({ count, latest: z.array(Conflict) }),
  /** How many tills are awaited after a restore before rights are granted again; 0 in ordinary times. */
  recovering: count,
  quarantine: z.object({
    count,
    latest: z.array(z.object({ writer: z.string(), seq: count, type: z.string(), reason: z.string() })),
  }),
});
export type Overview = z.infer<typeof Overview>;
