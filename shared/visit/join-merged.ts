import type { Drawer } from '../ledger/drawer.ts';
import { postingsOf } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind, type Holder } from '../ledger/holder.ts';
import type { Lot, Part, Unit } from '../ledger/posting.ts';
import type { WalletId } from '../members/wallet.ts';

/** What joining asks of whoever owns a drawer. */
export interface Joining {
  drawer: Drawer;
  /** All wallets that are the same member's, itself first. */
  walletsOf(walletId: WalletId): readonly WalletId[];
  /** What lies in that drawer in one lot; debts are below zero. */
  amountOf(holder: Holder, unit: Unit, lot: Lot): number;
}

/** What moves from one wallet to another, unit by unit. */
interface Move {
  from: WalletId;
  into: WalletId;
  unit: Unit;
  parts: Part[];
  debts: Part[];
}

/**
 * The facts that have to stand before these: whatever they take of a wallet, or pay of its debts, and lies in another wallet of the same
 * member, is moved there first. None when nobody was merged, or each wallet has enough by itself. What is nowhere stays missing.
 */
export function joinMerged(facts: readonly Fact[], { drawer, walletsOf, amountOf }: Joining): Fact[] {
  const left = new Map<string, number>();
  const moves = new Map<string, Move>();
  const keyOf = (holder: Holder, unit: Unit, lot: Lot): string => `${holder} ${unit} ${lot}`;
  const read = (holder: Holder, unit: Unit, lot: Lot): number =>
    left.get(keyOf(holder, unit, lot)) ?? amountOf(holder, unit, lot);
  const add = (holder: Holder, unit: Unit, lot: Lot, amount: number): void =>
    void left.set(keyOf(holder, unit, lot), read(holder, unit, lot) + amount);
  for (const { holder, unit, lot, amount, ...at } of facts.flatMap((fact) => postingsOf(fact, drawer))) {
    const kind = holderKind(holder);
    if (at.drawer !== drawer || (kind !== 'wallet' && kind !== 'debt')) continue;
    add(holder, unit, lot, amount);
    const into = holder.slice(kind.length + 1);
    // A wallet goes below zero by what it lacks, a debt above zero by what is paid of another's.
    const sign = kind === 'wallet' ? 1 : -1;
    for (const from of walletsOf(into)) {
      const missing = -sign * read(holder, unit, lot);
      if (missing <= 0) break;
      if (from === into) continue;
      const other: Holder = `${kind}:${from}`;
      const taken = Math.min(missing, Math.max(0, sign * read(other, unit, lot)));
      if (taken === 0) continue;
      add(other, unit, lot, -sign * taken);
      add(holder, unit, lot, sign * taken);
      const key = `${from} ${into} ${unit}`;
      const move = moves.get(key) ?? { from, into, unit, parts: [], debts: [] };
      moves.set(key, move);
      put(kind === 'wallet' ? move.parts : move.debts, lot, taken);
    }
  }
  return [...moves.values()].map((body): Fact => ({ type: 'ValueJoined', body }));
}

/** The same lot may lack more than once. */
function put(parts: Part[], lot: Lot, amount: number): void {
  const known = parts.find((part) => part.lot === lot);
  if (known) known.amount += amount;
  else parts.push({ lot, amount });
}
