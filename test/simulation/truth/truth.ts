import type { Envelope } from '#shared/ledger/envelope.ts';
import { campaignHolder } from '#shared/ledger/holder.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Feature } from '../schedule/feature.ts';
import type { DeedTold } from '../tills/deeds.ts';
import { tasting, tastingId } from '../tills/shop.ts';
import { nothingPermitted, permitted, plus, type Permitted } from '../strategies.ts';
import { checkWhole } from './check-whole.ts';
import {
  campaign,
  earnedOn,
  effectsOf,
  returnEffects,
  type Effect,
  type ToldReturn,
  type ToldSale,
} from './effects.ts';
import { must } from './failure.ts';
import { createPeople } from './people.ts';
import { createToldDeeds, type ToldDeeds } from './told-deeds.ts';

/** The world as it really is: what was handed out over the counters, whatever any database says of it. */
export interface Truth {
  /**
   * Somebody asks for a sale or a return of this id. Until they are told of it, what it would put on a gift card or give back to the
   * coupon may be there already: its till may have written it down, and others may have it before its cashier is told.
   */
  asks(id: string, holder: string, amount: number): void;
  /** Whoever asked for it heard, one way or the other. */
  answered(id: string): void;
  told(sale: ToldSale): void;
  /** What the centre wrote: what it awarded makes good what tills took twice of somebody. It is theirs, and nobody was told of it. */
  madeGood(fresh: readonly Envelope[]): void;
  /** A cashier was told of something else. */
  heardOf(told: DeedTold, box: string): void;
  deeds: Omit<ToldDeeds, 'heard'>;
  isBlocked(cardId: string): boolean;
  /** All wallets that may be this one's owner's; `other` may be from now on. */
  alike(walletId: string, other?: string): string[];
  /** Somebody wants a sale back: from then on nobody can say what of it still counts. */
  wantsBack(saleId: string): void;
  wasWantedBack(saleId: string): boolean;
  /** A sale was taken back, wholly or in part. */
  tookBack(told: ToldReturn): void;
  tellings(): readonly ToldSale[];
  /** How much of each sale that was taken back may still be, as the cashiers were told. */
  leftOf(): ReadonlyMap<string, number>;
  /** These sales stand in no log any more: a disk was lost. */
  lose(saleIds: Iterable<string>): void;
  mayBeLost(saleId: string): boolean;
  /** These refunds were told at a till that lost its disk, or is believed no more: it may be that no log will ever have them. */
  loseReturns(reversalIds: readonly string[]): void;
  /** All is quiet, and these refunds stand in a log: of those that may be lost the others are. */
  heardOfReturns(heard: ReadonlySet<string>): void;
  /** What customers hold by the sales that the ledger can know of. */
  balances(known: (saleId: string) => boolean, settled: readonly Effect[]): Map<string, number>;
  /** What was said to be owed ever since sales came back, as it stands in `balances`; `settled` is what the centre said of it. */
  owed(settled: readonly Effect[]): Map<string, number>;
  returns(): readonly ToldReturn[];
  /** These refunds stand in the centre's copy as ones without the right: but for the money, what was told of them is the centre's to make true. */
  saidAgain(reversalIds: readonly string[]): void;
  /**
   * From now on this till may hand out unseen what is not there any more, or did so, as one does that forgot or was copied; without a
   * till any may, as the owner allows. Then the ledger must know of it in the end.
   */
  allowDouble(box?: string): void;
  /** How many of the exchanges that customers were entitled to they got. */
  exchanges(): Permitted;
  /** Redemptions: vouchers taken, and exchanges of points or stamps. */
  redemptions(): number;
}

/** Under which key a member's value and debts are counted together. */
export const netKey = (key: string): string => key.replace(/^debt:/, 'wallet:');

export const truthKey = (holder: string, unit: string): string => `${holder} ${unit}`;

/** Nobody holds anything yet. Every sale that is told is checked at once: nothing is handed out twice. */
export function createTruth(limit: number, features: readonly Feature[] = []): Truth {
  let anyMayDouble = false;
  const doubtful = new Set<string>();
  const spenders = new Map<string, Set<string>>();
  /** What the ledger gave back by itself; when all is quiet it is counted by what the centre said, so it is no part of `held`. */
  const good = new Map<string, number>();
  const sales = new Map<string, ToldSale>();
  const held = new Map<string, number>();
  const returns = new Map<string, ToldReturn>();
  const asked = new Map<string, { id: string; holder: string; amount: number }>();
  const lost = new Set<string>();
  const people = createPeople();
  const deeds = createToldDeeds();
  const others: Effect[] = [];
  const wanted = new Set<string>();
  /** Sales of which a refund is lost: what is known of the others is no whole. */
  const partly = new Set<string>();
  const lostReturns = new Set<string>();
  const opened: [holder: string, unit: string, amount: number][] = [
    [...campaign, limit],
    ...(features.includes('places')
      ? [[campaignHolder(tastingId), `uses:${tastingId}`, tasting.quota] as [string, string, number]]
      : []),
  ];
  /** What lies in one wallet of a person is theirs under each of them. */
  const walletsOf = (holder: string): string[] =>
    holder.startsWith('wallet:')
      ? people.of(holder.slice('wallet:'.length)).map((walletId) => walletHolder(walletId))
      : [holder];
  const add = ({ holder, unit, amount }: Effect): number => {
    const key = truthKey(holder, unit);
    const left = (held.get(key) ?? 0) + amount;
    held.set(key, left);
    const all = walletsOf(holder);
    const beside = all.filter((one) => one !== holder);
    const mayCome = [...asked.values()].filter((one) => all.includes(one.holder));
    return (
      left +
      all.reduce((sum, one) => sum + (good.get(truthKey(one, unit)) ?? 0), 0) +
      beside.reduce((sum, one) => sum + (held.get(truthKey(one, unit)) ?? 0), 0) +
      mayCome.reduce((sum, one) => sum + one.amount, 0)
    );
  };
  /** Notes who takes it; whether more than there was may have been taken of it, by this till or by one before. */
  const mayDouble = ({ holder, unit, amount }: Effect, box: string): boolean => {
    const spentBy = (one: string): Set<string> => spenders.get(truthKey(one, unit)) ?? new Set();
    if (amount < 0) spenders.set(truthKey(holder, unit), spentBy(holder).add(box));
    return anyMayDouble || walletsOf(holder).some((one) => [...spentBy(one)].some((at) => doubtful.has(at)));
  };
  const backs = (): Effect[] =>
    [...returns.values()].flatMap((told) => returnEffects(told, sales.get(told.saleId)));
  for (const [holder, unit, amount] of opened) held.set(truthKey(holder, unit), amount);
  let redemptions = 0;
  let exchanges = nothingPermitted;
  return {
    asks: (id, holder, amount) => void asked.set(`${id} ${holder}`, { id, holder, amount }),
    answered(id) {
      for (const [key, one] of asked) if (one.id === id) asked.delete(key);
    },
    told(sale) {
      must(!sales.has(sale.saleId), 'told-once', () => `${sale.saleId} was told twice`);
      sales.set(sale.saleId, sale);
      for (const { voucherId, jobId } of sale.outcome.issued)
        must(jobId !== '', 'paper-is-queued', () => `no paper waits for voucher ${voucherId}`);
      checkEarned(sale, features.includes('caps'));
      const before = held.get(truthKey(walletHolder(sale.walletId), 'points:points')) ?? 0;
      exchanges = plus(exchanges, exchangesOf(sale, before));
      for (const effect of effectsOf(sale)) {
        const { holder, unit, amount } = effect;
        const left = add(effect);
        if (amount < 0) redemptions += 1;
        const allowed = mayDouble(effect, sale.box);
        must(
          left >= 0 || allowed || amount >= 0,
          'no-double-spend',
          () =>
            `${sale.saleId} at ${sale.box} took ${-amount} ${unit} of ${holder}, ${-left} more than there was`,
        );
      }
    },
    madeGood(fresh) {
      for (const { fact } of readEntries(fresh)) {
        if (fact.type !== 'ValueAwarded') continue;
        const key = truthKey(walletHolder(fact.body.walletId), fact.body.unit);
        good.set(key, (good.get(key) ?? 0) + fact.body.amount);
      }
    },
    heardOf(told, box) {
      for (const effect of deeds.heard(told, box)) {
        others.push(effect);
        const left = add(effect);
        const allowed = mayDouble(effect, box);
        must(
          // Nobody risks a receipt or a place.
          left >= 0 || effect.amount >= 0 || (allowed && effect.holder.startsWith('wallet:')),
          'no-double-spend',
          () =>
            `${told.kind} at ${box} took ${-effect.amount} ${effect.unit} of ${effect.holder}, ${-left} too much`,
        );
      }
    },
    deeds,
    isBlocked: (cardId) => deeds.blocked().has(cardId),
    alike(walletId, other) {
      if (other !== undefined) people.join(walletId, other);
      return people.of(walletId);
    },
    wantsBack: (saleId) => void wanted.add(saleId),
    wasWantedBack: (saleId) => wanted.has(saleId),
    tookBack(told) {
      const { reversalId, saleId, box } = told;
      const sale = sales.get(saleId);
      must(!returns.has(reversalId), 'told-once', () => `${reversalId} was told twice`);
      returns.set(reversalId, told);
      for (const effect of returnEffects(told, sale)) {
        const { holder, unit, amount } = effect;
        const left = add(effect);
        const allowed = mayDouble(effect, box);
        must(
          left >= 0 || allowed || amount >= 0 || holder.startsWith('debt:'),
          'no-double-spend',
          () => `${reversalId} took ${-amount} ${unit} of ${holder}, ${-left} more than there was`,
        );
      }
      const all = [...returns.values()].filter((one) => one.saleId === saleId);
      // What the centre still has to settle is judged when all is quiet.
      const known = all.every(({ reversal }) => !reversal.provisional);
      // A copy, or a till that forgot, pays back what is back already; that is named as a loss, and no whole.
      const sure = !partly.has(saleId) && !all.some((one) => doubtful.has(one.box));
      const whole = known && told.reversal.left?.minor === 0 && sure;
      if (sale && whole) checkWhole(sale, all);
    },
    leftOf() {
      const left = new Map<string, number>();
      // A till that was cut off, or went dark before it answered and is asked again beside a silent centre, says nothing of what is left;
      // one that forgot says what it remembers.
      const unsaid = new Set(
        [...returns.values()].flatMap(({ saleId, reversal, box }) =>
          reversal.left && !doubtful.has(box) ? [] : [saleId],
        ),
      );
      for (const { saleId, reversal } of returns.values()) {
        if (unsaid.has(saleId) || !reversal.left) continue;
        const { minor } = reversal.left;
        left.set(saleId, Math.min(left.get(saleId) ?? minor, minor));
      }
      return left;
    },
    tellings: () => [...sales.values()],
    lose(saleIds) {
      for (const saleId of saleIds) lost.add(saleId);
    },
    mayBeLost: (saleId) => lost.has(saleId),
    loseReturns(reversalIds) {
      for (const reversalId of reversalIds) {
        lostReturns.add(reversalId);
        partly.add(returns.get(reversalId)?.saleId ?? '');
      }
    },
    heardOfReturns(heard) {
      for (const reversalId of lostReturns) if (!heard.has(reversalId)) returns.delete(reversalId);
    },
    returns: () => [...returns.values()],
    saidAgain(reversalIds) {
      for (const reversalId of reversalIds) {
        const told = returns.get(reversalId);
        if (!told || told.reversal.provisional) continue;
        const reversal = { ...told.reversal, provisional: true, left: null, steps: [] };
        returns.set(reversalId, { ...told, reversal, voided: [], restored: [], asked: [] });
      }
    },
    owed(settled) {
      const sums = new Map<string, number>();
      for (const { holder, unit, amount } of [...backs(), ...settled]) {
        if (!holder.startsWith('debt:')) continue;
        const key = netKey(truthKey(holder, unit));
        sums.set(key, (sums.get(key) ?? 0) - amount);
      }
      return sums;
    },
    allowDouble(box) {
      if (box === undefined) anyMayDouble = true;
      else doubtful.add(box);
    },
    balances(known, settled) {
      const sums = new Map(opened.map(([holder, unit, amount]) => [truthKey(holder, unit), amount]));
      for (const sale of sales.values()) {
        if (!known(sale.saleId)) continue;
        for (const { holder, unit, amount } of effectsOf(sale)) {
          const key = truthKey(holder, unit);
          sums.set(key, (sums.get(key) ?? 0) + amount);
        }
      }
      // What is owed and what is held are one number: who repaid what to whom is no concern of people.
      for (const { holder, unit, amount } of [...backs(), ...settled, ...others]) {
        const key = netKey(truthKey(holder, unit));
        sums.set(key, (sums.get(key) ?? 0) + amount);
      }
      return sums;
    },
    exchanges: () => exchanges,
    redemptions: () => redemptions,
  };
}

const pointsEarned = ({ outcome }: Pick<ToldSale, 'outcome'>): number =>
  outcome.awards
    .filter(({ programId }) => programId === 'points')
    .reduce((sum, { amount }) => sum + amount, 0);

/** A sale earns its points, on a card or on its receipt; what is less a limit kept back, and says so. */
function checkEarned(sale: ToldSale, capped: boolean): void {
  const { keptBack: [kept] = [], claim } = sale.outcome;
  const onReceipt = claim?.value.find(({ unit }) => unit === 'points:points')?.amount ?? 0;
  const points = pointsEarned(sale) + onReceipt;
  const due = Math.floor(earnedOn(sale) / 100);
  must(
    points === due ||
      (kept?.got === points && kept.of === due) ||
      (capped && claim !== undefined && points < due),
    'earned-in-full',
    () => `${sale.saleId} earned ${points} points, not ${due}`,
  );
}

/** Points that became vouchers, of those that could have. */
function exchangesOf({ outcome, online }: ToldSale, before: number): Permitted {
  const points = before + pointsEarned({ outcome });
  const made = outcome.issued.filter(({ reason }) => reason.code === 'POINTS_BECOME_VOUCHER').length;
  return permitted(Math.floor(points / 100), made, online);
}
