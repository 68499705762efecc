import type { Line } from '#shared/basket/basket.ts';
import type { Expected, GoldenBasket } from './golden-basket.ts';
import { halfUp, naiveSplit, total } from './naive-coins.ts';

/** What lies on the counter: what is off each line, which pieces are free, and which offers did it. */
export interface Table {
  off: Map<string, number>;
  free: Map<string, number>;
  applied: NonNullable<Expected['applied']>;
  refused: NonNullable<Expected['refused']>;
  used: Offer[];
}
export type Offer = GoldenBasket['offers'][number];
type Effect = Offer['effect'];
type Scope = Extract<Effect, { kind: 'fixed' }>['scope'];
/** A refusal with its values. */
export type No = { code: string } & Record<string, unknown>;
export type Off = { lineId: string; minor: number; pieces: number };

/** Nothing is off yet. */
export const emptyTable = (): Table => ({
  off: new Map(),
  free: new Map(),
  applied: [],
  refused: [],
  used: [],
});

function inScope(scope: Scope, line: Line): boolean {
  if (line.kind !== 'goods') return false;
  if (!scope.alsoDiscounted && line.discounted) return false;
  if (scope.items.length > 0 && !scope.items.some((item) => item === line.item)) return false;
  if (scope.categories.length > 0 && !scope.categories.some((category) => category === line.category))
    return false;
  return (
    !scope.notItems.some((item) => item === line.item) &&
    !scope.notCategories.some((word) => word === line.category)
  );
}

const roomOf = (line: Line, table: Table): number =>
  Math.max(0, line.totalMinor - (table.off.get(line.lineId) ?? 0) - (line.leastMinor ?? 0));

/** Pieces that are not free yet, each with its cents: dealt out one by one, round and round. */
function piecesOf(lines: readonly Line[], table: Table): { lineId: string; minor: number }[] {
  const all = lines.flatMap((line) => {
    const count = line.quantity - (table.free.get(line.lineId) ?? 0);
    const pieces = Array.from({ length: count }, () => ({ lineId: line.lineId, minor: 0 }));
    for (let cent = 0; cent < roomOf(line, table); cent += 1) {
      const piece = pieces[cent % count];
      if (piece) piece.minor += 1;
    }
    return pieces;
  });
  return all.sort((a, b) => b.minor - a.minor);
}

/** What an effect takes off, or its refusal. */
export function naiveTake(effect: Effect, lines: readonly Line[], table: Table): Off[] | No {
  const spread = (wanted: number, among: readonly Line[]): Off[] => {
    const rooms = among.map((line) => roomOf(line, table));
    const shares = naiveSplit(Math.min(wanted, total(rooms)), rooms);
    return among.map(({ lineId }, place) => ({ lineId, minor: shares[place] ?? 0, pieces: 0 }));
  };
  const gone = (taken: Off[]): Off[] | No => {
    const whole = lines
      .map(({ lineId }) => {
        const mine = taken.filter((one) => one.lineId === lineId);
        return {
          lineId,
          minor: total(mine.map((one) => one.minor)),
          pieces: total(mine.map((one) => one.pieces)),
        };
      })
      .filter(({ minor }) => minor > 0);
    return whole.length > 0 ? whole : { code: 'NOTHING_LEFT' };
  };
  const free = (pieces: readonly { lineId: string; minor: number }[]): Off[] =>
    pieces.map((piece) => ({ ...piece, pieces: 1 }));

  if (effect.kind === 'buy-x-get-y') return naiveBuyAndGet(effect, lines, table, free, gone);
  const mine = lines.filter((line) => inScope(effect.scope, line));
  if (mine.length === 0) return { code: 'NOTHING_IN_SCOPE' };
  if (effect.kind === 'fixed') return gone(spread(effect.minor, mine));
  if (effect.kind === 'percent') {
    const due = total(mine.map((line) => line.totalMinor - (table.off.get(line.lineId) ?? 0)));
    return gone(spread(Math.min(halfUp(due * effect.bp, 10_000), effect.mostMinor ?? Infinity), mine));
  }
  const pieces = piecesOf(mine, table);
  if (effect.kind === 'free-item') return gone(free(pieces.slice(0, effect.pieces)));
  if (pieces.length < effect.every)
    return { code: 'TOO_FEW_PIECES', have: pieces.length, need: effect.every };
  return gone(free(pieces.filter((_, place) => place % effect.every === effect.every - 1)));
}

function naiveBuyAndGet(
  { buy, get, times }: Extract<Effect, { kind: 'buy-x-get-y' }>,
  lines: readonly Line[],
  table: Table,
  free: (pieces: { lineId: string; minor: number }[]) => Off[],
  gone: (taken: Off[]) => Off[] | No,
): Off[] | No {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  const canBuy = (lineId: string) => inScope(buy.scope, byId.get(lineId) as Line);
  const canGet = (lineId: string) => inScope(get.scope, byId.get(lineId) as Line);
  if (!lines.some(({ lineId }) => canBuy(lineId)) || !lines.some(({ lineId }) => canGet(lineId)))
    return { code: 'NOTHING_IN_SCOPE' };
  let pieces = piecesOf(
    lines.filter(({ lineId }) => canBuy(lineId) || canGet(lineId)),
    table,
  );
  const buyable = pieces.filter(({ lineId }) => canBuy(lineId));
  if (buyable.length < buy.pieces) return tooFew(buyable.length, buy.pieces);
  const either = buyable.some(({ lineId }) => canGet(lineId));
  const got: typeof pieces = [];
  for (let round = 0; round < (times ?? 1_000); round += 1) {
    const forSale = pieces.filter(({ lineId }) => canBuy(lineId));
    const bought = [
      ...forSale.filter(({ lineId }) => !canGet(lineId)),
      ...forSale.filter(({ lineId }) => canGet(lineId)),
    ].slice(0, buy.pieces);
    if (bought.length < buy.pieces) break;
    pieces = pieces.filter((piece) => !bought.includes(piece));
    const toGet = pieces
      .filter(({ lineId }) => canGet(lineId))
      .sort((a, b) => b.minor - a.minor || Number(canBuy(a.lineId)) - Number(canBuy(b.lineId)))
      .slice(0, get.pieces);
    if (toGet.length === 0) break;
    pieces = pieces.filter((piece) => !toGet.includes(piece));
    got.push(...toGet);
  }
  if (got.length === 0 && either) return tooFew(buyable.length, buy.pieces + 1);
  if (get.bp === 10_000) return gone(free(got));
  const lineIds = lines.map(({ lineId }) => lineId);
  const prices = lineIds.map((lineId) =>
    total(got.filter((one) => one.lineId === lineId).map(({ minor }) => minor)),
  );
  const shares = naiveSplit(halfUp(total(prices) * get.bp, 10_000), prices);
  return gone(lineIds.map((lineId, place) => ({ lineId, minor: shares[place] ?? 0, pieces: 0 })));
}

const tooFew = (have: number, need: number): No => ({ code: 'TOO_FEW_PIECES', have, need });
