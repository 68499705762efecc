import { fromJson } from '../base/json-text.ts';
import { limitOf } from '../back-office/open-campaigns.ts';
import type { Envelope } from '../ledger/envelope.ts';
import { factAsWritten } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import type { WalletId } from '../members/wallet.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { belongs } from './what-if-replay.ts';
import type { DatedFact } from './what-if-book.ts';

/** As much of an event as a replay reads. */
export type LogRow = Pick<Envelope, 'seq' | 'at' | 'day' | 'type' | 'version' | 'body'>;

/** What a part of a replay does with an event: replays and counts it, only knows it, or, null, has nothing to do with it. */
export type Routed = { how: 'take' | 'hear'; dated: DatedFact } | null;

/** One of so many parts of a replay, each with members of its own. */
export interface Part {
  index: number;
  of: number;
}

/**
 * Whether members can be replayed apart from each other: not where a limit is for everybody together, since what one has then depends on
 * what all others had.
 */
export const isForEach = ({ program, setup }: ConfiguredProgram): boolean => {
  if (limitOf({ program, setup }) !== null) return false;
  const { caps } = setup as { caps?: Record<string, unknown> };
  return !Object.entries(caps ?? {}).some(
    ([name, limit]) => limit !== null && /^(perTillDay|inAll)/.test(name),
  );
};

/** Tells which events of a log concern one part. Members who are tied (sent, merged, paid with each other's vouchers) are in one. */
export function createPart(
  { index, of }: Part,
  ties: readonly (readonly [WalletId, WalletId])[],
): (row: LogRow) => Routed {
  const leaders = leadersOf(ties);
  const isMine = (walletId: WalletId): boolean =>
    of === 1 || Number.parseInt((leaders.get(walletId) ?? walletId).slice(0, 8), 16) % of === index;
  let head: DatedFact | undefined;
  /** The head of somebody else's sale, read only when what stands behind it has to be told apart. */
  let others: LogRow | undefined;
  const papersOfAnybody = new Set<string>();
  const isOthers = (dated: DatedFact): boolean => {
    if (others) [head, others] = [datedOf(others), undefined];
    return head !== undefined && belongs(dated, head);
  };
  return (row) => {
    const walletId = of === 1 ? undefined : walletIn(row.body);
    const mine = walletId === undefined || (walletId === null ? index === 0 : isMine(walletId));
    if (row.type === 'SaleRecorded' || row.type === 'SaleReversed')
      [head, others] = [undefined, mine ? undefined : row];
    // What stands behind a head and names no member goes with it.
    if (!mine && walletId !== null) return null;
    const dated = datedOf(row);
    if (!dated) return null;
    const { fact } = dated;
    if (of === 1) return { how: 'take', dated };
    if (fact.type === 'VoucherIssued' && fact.body.walletId === null)
      papersOfAnybody.add(fact.body.voucherId);
    if (!mine) return others === row ? null : { how: 'hear', dated };
    if (walletId !== undefined || !isOthers(dated)) return { how: 'take', dated };
    return concernsAll(fact, papersOfAnybody) ? { how: 'hear', dated } : null;
  };
}

function datedOf(row: LogRow): DatedFact | undefined {
  const fact = factAsWritten(row);
  return fact && { fact, at: row.at, day: row.day };
}

/** What somebody else's sale changes for everybody: gift cards, and papers that belong to whoever holds them. */
const concernsAll = (fact: Fact, papersOfAnybody: ReadonlySet<string>): boolean =>
  fact.type === 'GiftCardSpent' ||
  ('voucherId' in fact.body && papersOfAnybody.has(String(fact.body.voucherId)));

const label = '"walletId":';

/** The member that a body names, without reading all of it: null for nobody, undefined when it has no such field. */
function walletIn(body: string): WalletId | null | undefined {
  const at = body.lastIndexOf(label);
  if (at < 0) return undefined;
  const from = at + label.length;
  if (body[from] === 'n') return null;
  return body.slice(from + 1, body.indexOf('"', from + 1));
}

/** For each member who is tied to others the one who stands for them all. */
function leadersOf(ties: readonly (readonly [WalletId, WalletId])[]): Map<WalletId, WalletId> {
  const above = new Map<WalletId, WalletId>();
  const topOf = (walletId: WalletId): WalletId => {
    let top = walletId;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    return top;
  };
  for (const [one, other] of ties) {
    const [a, b] = [topOf(one), topOf(other)];
    if (a !== b) above.set(a, b);
  }
  return new Map([...above.keys()].map((walletId) => [walletId, topOf(walletId)]));
}

/** The sales of which something was taken back, from the bodies of reversals. */
export const takenBackIn = (bodies: readonly string[]): ReadonlySet<string> =>
  new Set(
    bodies.flatMap((body) => {
      const said = fromJson(body) as { saleId?: string } | undefined;
      return said?.saleId ?? [];
    }),
  );
