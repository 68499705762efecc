import type { Day } from '../base/business-time.ts';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf, sumOf } from '../ledger/posting.ts';
import type { HeldLot } from './free-lots.ts';
import { worthOf } from './owner-facts.ts';
import type { Grant } from './protocol.ts';

/** What the barrier asks of each till. */
export interface CheckedIn {
  state: 'active' | 'revoked' | 'excluded';
  /** The newest generation under which we know its whole log; 0 for none. */
  checkedIn: number;
}

/**
 * Whether the centre may grant and spend. After a restore it does not know what it gave away since its backup; every till's log
 * tells. So it waits for each of them, but for those the owner gave up: their value is his to decide about.
 */
export const mayGrant = (generation: number, tills: readonly CheckedIn[]): boolean =>
  tills.every(({ state, checkedIn }) => state !== 'active' || checkedIn >= generation);

/**
 * Of the grants that a restored centre forgot, those that what lies in its drawer still covers, lot by lot; `lots` is what lies there.
 * The value behind the others came with the log of a till that was given up: until that comes, they stay unwritten, and what lies on
 * the way to their tills stays below zero, where a verify sees it. Nobody else has to wait for them; but when it comes, it is theirs first.
 * What then is not there was handed out twice (`foundTwice`).
 */
export function coveredGrants<G extends Pick<Grant, 'holder' | 'unit' | 'parts'>>(
  forgotten: readonly G[],
  lots: readonly HeldLot[],
): G[] {
  const left = byName(lots);
  return forgotten.filter(({ holder, unit, parts }) => {
    const wanted = parts.map(({ lot, amount }) => ({ name: nameOf(holder, unit, lot), amount }));
    if (wanted.some(({ name, amount }) => (left.get(name) ?? 0) < amount)) return false;
    for (const { name, amount } of wanted) left.set(name, (left.get(name) ?? 0) - amount);
    return true;
  });
}

/**
 * Forgotten grants that `lots`, what lies at the centre, does not cover, when nobody will bring the value behind them any more: it was
 * granted once more meanwhile, so it was handed out twice. What is missing of each is a risk of the house from `day` on, which waits for
 * the owner and is covered by what comes of that holder; with it the grant can be written down again, and nothing waits for it any more.
 * `isLost`: the owner revoked a till before it told what it had, and what is missing may be what a member earned there. Then nothing of
 * theirs pays for it: all of it is written off.
 */
export function foundTwice(
  forgotten: readonly Omit<Grant, 'because'>[],
  lots: readonly HeldLot[],
  { day, isLost }: { day: Day; isLost: (grant: Omit<Grant, 'because'>) => boolean },
): Fact[] {
  const left = byName(lots);
  return forgotten.flatMap((grant): Fact[] => {
    const { grantId: riskId, to: till, holder, unit } = grant;
    const lost = isLost(grant);
    const again: Fact = { type: 'RightsGranted', body: { ...grant, because: 'asked' } };
    const missing = grant.parts.flatMap(({ lot, amount }) => {
      const name = nameOf(holder, unit, lot);
      const here = lost ? 0 : Math.min(left.get(name) ?? 0, amount);
      left.set(name, (left.get(name) ?? 0) - here);
      return amount > here ? [{ lot, amount: amount - here }] : [];
    });
    if (missing.length === 0) return [again];
    const amount = sumOf(missing);
    const risk = { riskId, till, unit, lot: lotOf(day, null), worth: worthOf(unit, amount) };
    const found: Fact = { type: 'RiskFound', body: { ...risk, holder, parts: missing } };
    const writtenOff: Fact = { type: 'RiskWrittenOff', body: { ...risk, amount, by: centre } };
    return lost ? [found, again, writtenOff] : [found, again];
  });
}

/**
 * What of `lots` may pay for risks and debts while grants that a restored centre forgot wait to be written down again. What they took
 * was spent long ago: did it pay for something else, what they wait for would never be whole.
 */
export function besideForgotten<L extends HeldLot>(
  lots: readonly L[],
  forgotten: readonly Pick<Grant, 'holder' | 'unit' | 'parts'>[],
): L[] {
  const kept = new Map<string, number>();
  for (const { holder, unit, parts } of forgotten)
    for (const { lot, amount } of parts) {
      const name = nameOf(holder, unit, lot);
      kept.set(name, (kept.get(name) ?? 0) + amount);
    }
  if (kept.size === 0) return [...lots];
  return lots.flatMap((row) => {
    const name = nameOf(row.holder, row.unit, row.lot);
    const keeps = Math.min(kept.get(name) ?? 0, row.amount);
    kept.set(name, (kept.get(name) ?? 0) - keeps);
    return row.amount > keeps ? { ...row, amount: row.amount - keeps } : [];
  });
}

/**
 * What lies here of one unit of a holder, for a refund at a risk that is settled now: the lots it may take, and what it can only be owed.
 * While a grant that a restored centre forgot waits for that value nothing of it is taken, for what was settled before may have brought
 * what was granted; what does not wait itself is there, so what the refund asks is owed until the grant stands in the log again, and not
 * forgiven.
 */
export const toTakeOrOwe = <L extends HeldLot>(
  here: readonly L[],
  forgotten: readonly Pick<Grant, 'holder' | 'unit' | 'parts'>[],
): { lots: readonly L[]; owed: readonly L[] } =>
  forgotten.some((grant) => here.some(({ holder, unit }) => grant.holder === holder && grant.unit === unit))
    ? { lots: [], owed: besideForgotten(here, forgotten) }
    : { lots: here, owed: [] };

const nameOf = (holder: string, unit: string, lot: string): string => `${holder} ${unit} ${lot}`;

/** How much lies there of each lot of each holder. */
function byName(lots: readonly HeldLot[]): Map<string, number> {
  const left = new Map<string, number>();
  for (const { holder, unit, lot, amount } of lots) {
    const name = nameOf(holder, unit, lot);
    left.set(name, (left.get(name) ?? 0) + amount);
  }
  return left;
}
