import { z } from 'zod';
import { ok, refuse, type Result } from '../base/result.ts';
import { apportion, proportion } from './apportion.ts';
import type { Basket } from './basket.ts';
import type { LineDiscount } from './line-discount.ts';
import { dueAt, openBasket, roomAt, type OpenBasket, type Taken } from './open-basket.ts';
import { draw, perLine, pileOf, priceOnTop, type Pile } from './pieces.ts';
import { isIn, Scope } from './scope.ts';

const Pieces = z.int().min(1).max(999);
const Minor = z.int().min(1);
const scope = Scope.prefault({});

export type { LineDiscount } from './line-discount.ts';

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

/** Why an effect takes nothing off. `TOO_FEW_PIECES` says how many of what is to be bought there are, and how many are needed. */
export type EffectRefusal =
  | { code: 'NOTHING_IN_SCOPE' }
  | { code: 'NOTHING_LEFT' }
  | { code: 'TOO_FEW_PIECES'; have: number; need: number };

/**
 * What an effect takes off a basket from which something was taken already: never below zero, nor below a line's minimum price.
 * What an earlier offer took is gone, so a percentage is of the rest; lines that get nothing are left out.
 */
export function takeOff(
  effect: Effect,
  basket: Basket,
  alreadyOff: readonly LineDiscount[],
): Result<LineDiscount[], EffectRefusal> {
  const taken = takenBy(effect, reachOf(effect, basket), openBasket(basket, alreadyOff));
  return taken.ok ? ok(discountsOf(taken.value, basket)) : taken;
}

/** The lines an effect is about, as places in the basket. They stay the same whatever is taken off. */
export interface Reach {
  /** What has to be bought. Empty for effects that ask for nothing. */
  bought: readonly number[];
  got: readonly number[];
}

/** Finds the lines once, for whoever tries an effect many times. */
export function reachOf(effect: Effect, { lines }: Basket): Reach {
  const placesIn = (scope: Scope): number[] => {
    const places: number[] = [];
    for (const [index, line] of lines.entries()) if (isIn(scope, line)) places.push(index);
    return places;
  };
  return effect.kind === 'buy-x-get-y'
    ? { bought: placesIn(effect.buy.scope), got: placesIn(effect.get.scope) }
    : { bought: [], got: placesIn(effect.scope) };
}

/** What was taken, by the ids of lines. */
export const discountsOf = (taken: readonly Taken[], { lines }: Pick<Basket, 'lines'>): LineDiscount[] =>
  taken.map(({ index, minor, pieces }) => {
    const lineId = lines[index]?.lineId ?? '';
    return pieces > 0 ? { lineId, minor, pieces } : { lineId, minor };
  });

/** What `takeOff` works out, for whoever found the lines before. Changes nothing: the offer may still be refused. */
export function takenBy(effect: Effect, reach: Reach, open: OpenBasket): Result<Taken[], EffectRefusal> {
  if (reach.got.length === 0) return refuse({ code: 'NOTHING_IN_SCOPE' });
  switch (effect.kind) {
    case 'percent': {
      const due = reach.got.reduce((sum, index) => sum + dueAt(open, index), 0);
      const wanted = proportion(due, effect.bp, 10_000);
      return spread(effect.mostMinor === null ? wanted : Math.min(wanted, effect.mostMinor), reach, open);
    }
    case 'fixed':
      return spread(effect.minor, reach, open);
    case 'free-item':
      return something(perLine(draw(pileOf(open, reach.got), effect.pieces)));
    case 'cheapest-free':
      return everySoMany(effect.every, pileOf(open, reach.got));
    case 'buy-x-get-y':
      return boughtAndGot(effect, reach, open);
  }
}

/**
 * The most that buy so many, get so many may ever take off, whatever other offers took: the dearest pieces that could be got. What it
 * takes alone is no limit, because what others leave may change which pieces are bought. For every other effect it is.
 */
export function mostBoughtAndGot({ buy, get, times }: BuyAndGet, reach: Reach, open: OpenBasket): number {
  const rounds = Math.min(times ?? Infinity, Math.floor(pileOf(open, reach.bought).count / buy.pieces));
  return proportion(minorOf(draw(pileOf(open, reach.got), rounds * get.pieces)), get.bp, 10_000);
}

type BuyAndGet = Extract<Effect, { kind: 'buy-x-get-y' }>;

/** What was taken, all together. */
export const minorOf = (taken: readonly { minor: number }[]): number =>
  taken.reduce((sum, { minor }) => sum + minor, 0);

/** Money off, in proportion to what may still be taken off each line. */
function spread(wanted: number, { got }: Reach, open: OpenBasket): Result<Taken[], EffectRefusal> {
  const rooms = got.map((index) => roomAt(open, index));
  const room = rooms.reduce((sum, minor) => sum + minor, 0);
  const shares = apportion(Math.min(wanted, room), rooms);
  const taken: Taken[] = [];
  for (const [place, index] of got.entries()) {
    const minor = shares[place] ?? 0;
    if (minor > 0) taken.push({ index, minor, pieces: 0 });
  }
  return something(taken);
}

/** Tells the pieces off from the dearest down; the last of every so many is free. */
function everySoMany(every: number, pile: Pile): Result<Taken[], EffectRefusal> {
  if (pile.count < every) return refuse({ code: 'TOO_FEW_PIECES', have: pile.count, need: every });
  const free: Taken[] = [];
  let told = 0;
  for (const { index, priceMinor, count } of pile.pieces) {
    const pieces = Math.floor((told + count) / every) - Math.floor(told / every);
    if (pieces > 0) free.push({ index, minor: pieces * priceMinor, pieces });
    told += count;
  }
  return something(perLine(free));
}

/**
 * Round by round: what only counts as bought is bought first, then the dearest of what could be either; then the dearest that is
 * left is got, of equal ones what could not be bought. The last round may bring fewer pieces than promised, if there are no more.
 */
function boughtAndGot(
  { buy, get, times }: BuyAndGet,
  { bought, got }: Reach,
  open: OpenBasket,
): Result<Taken[], EffectRefusal> {
  if (bought.length === 0) return refuse({ code: 'NOTHING_IN_SCOPE' });
  const [canBuy, canGet] = [new Set(bought), new Set(got)];
  const onlyBought = pileOf(
    open,
    bought.filter((index) => !canGet.has(index)),
  );
  const either = pileOf(
    open,
    bought.filter((index) => canGet.has(index)),
  );
  const onlyGot = pileOf(
    open,
    got.filter((index) => !canBuy.has(index)),
  );
  const have = onlyBought.count + either.count;
  if (have < buy.pieces) return refuse({ code: 'TOO_FEW_PIECES', have, need: buy.pieces });
  const drawn: Taken[] = [];
  for (let round = 0; round < (times ?? Infinity); round += 1) {
    if (onlyBought.count + either.count < buy.pieces) break;
    const paid = draw(onlyBought, buy.pieces).reduce((sum, { pieces }) => sum + pieces, 0);
    draw(either, buy.pieces - paid);
    const before = drawn.length;
    for (let left = get.pieces; left > 0 && onlyGot.count + either.count > 0; left -= 1)
      drawn.push(...draw(priceOnTop(onlyGot) >= priceOnTop(either) ? onlyGot : either, 1));
    if (drawn.length === before) break;
  }
  if (drawn.length === 0 && either.pieces.length > 0)
    return refuse({ code: 'TOO_FEW_PIECES', have, need: buy.pieces + 1 });
  const lines = perLine(drawn);
  if (get.bp === 10_000) return something(lines);
  const prices = lines.map(({ minor }) => minor);
  const off = apportion(
    proportion(
      prices.reduce((sum, minor) => sum + minor, 0),
      get.bp,
      10_000,
    ),
    prices,
  );
  const cheaper = lines.map(({ index }, place) => ({ index, minor: off[place] ?? 0, pieces: 0 }));
  return something(cheaper.filter(({ minor }) => minor > 0));
}

const something = (taken: Taken[]): Result<Taken[], EffectRefusal> =>
  taken.length > 0 ? ok(taken) : refuse({ code: 'NOTHING_LEFT' });
