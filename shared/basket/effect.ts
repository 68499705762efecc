import { z } from 'zod';
import { Scope } from './scope.ts';

const Pieces = z.int().min(1).max(999);
const Minor = z.int().min(1);
const scope = Scope.prefault({});

/** What an offer takes off. Minor units are of the basket's currency; `bp` is hundredths of a percent. */
export const Effect = z.discriminatedUnion('kind', [
  /** So much of what is left to pay for the scope, rounded half up once for all of it; at most `mostMinor`. */
  z.object({
    kind: z.literal('percent'),
    bp: z.int().min(1).max(10_000),
    scope,
    mostMinor: Minor.nullable().default(null),
  }),
  /** So much money, spread over the scope; never more than is left to pay for it. */
  z.object({ kind: z.literal('fixed'), minor: Minor, scope }),
  /** So many pieces for nothing, the dearest first: whoever holds the coupon would choose them. */
  z.object({ kind: z.literal('free-item'), scope, pieces: Pieces.default(1) }),
  /**
   * Of every so many pieces the cheapest. They are told off from the dearest down, so nobody gains by paying in several goes
   * and nobody loses by adding a cheap thing.
   */
  z.object({ kind: z.literal('cheapest-free'), scope, every: z.int().min(2).max(999) }),
  /**
   * Who buys so many pieces of one scope gets so many of another, the dearest first, with `bp` off. A piece that is got was
   * not bought, so scopes may overlap; at most `times` in a basket.
   */
  z.object({
    kind: z.literal('buy-x-get-y'),
    buy: z.object({ scope, pieces: Pieces }),
    get: z.object({ scope, pieces: Pieces, bp: z.int().min(1).max(10_000).default(10_000) }),
    times: Pieces.nullable().default(null),
  }),
]);
export type Effect = z.infer<typeof Effect>;

/** What an offer took off one line. `pieces` of it became free by it, so that no other offer makes them free again. */
export interface LineDiscount {
  lineId: string;
  minor: number;
  pieces?: number;
}

/** Why an effect takes nothing off. `TOO_FEW_PIECES` says how many of what is to be bought there are, and how many are needed. */
export type EffectRefusal =
  | { code: 'NOTHING_IN_SCOPE' }
  | { code: 'NOTHING_LEFT' }
  | { code: 'TOO_FEW_PIECES'; have: number; need: number };

/** What was taken off each line, by its id. */
export function offOf(discounts: readonly LineDiscount[]): Map<string, number> {
  const off = new Map<string, number>();
  for (const { lineId, minor } of discounts) off.set(lineId, (off.get(lineId) ?? 0) + minor);
  return off;
}
