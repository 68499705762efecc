import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { campaignHolder, debtHolder } from '#shared/ledger/holder.ts';
import { giftCardHolder, voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import { nothingPermitted, permitted, plus, type Permitted } from '../strategies.ts';
import { campaignId } from '../tills/shop.ts';
import type { TakenBack } from '../tills/take-back.ts';
import { must } from './failure.ts';

/** What a cashier was told of a sale, and so what customer and shop really exchanged. */
export interface ToldSale {
  saleId: string;
  box: string;
  walletId: string;
  /** The gift card that lay there, to pay or to be loaded. */
  giftCardId: string | null;
  atMs: number;
  outcome: OutcomeView;
  /** Whether the centre was within reach when the customer came. */
  online: boolean;
}

/** What a cashier was told of a sale that was taken back. */
export type ToldReturn = Exclude<TakenBack, { refusal: string }> & {
  reversalId: string;
  saleId: string;
  walletId: string;
};

/** Whose value changes by how much, whatever drawer it lies in. */
interface Effect {
  holder: string;
  unit: string;
  amount: number;
}

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
  /** A sale was taken back, wholly or in part. */
  tookBack(told: ToldReturn): void;
  tellings(): readonly ToldSale[];
  /** How much of each sale that was taken back may still be, as the cashiers were told. */
  leftOf(): ReadonlyMap<string, number>;
  /** These sales stand in no log any more: a disk was lost. */
  lose(saleIds: Iterable<string>): void;
  mayBeLost(saleId: string): boolean;
  /** What customers hold by the sales that the ledger can know of. */
  balances(known: (saleId: string) => boolean): Map<string, number>;
  /** What was said to be owed ever since sales came back, as it stands in `balances`. */
  owed(): Map<string, number>;
  /** From now on two machines may go by one name unseen, so value may be handed out twice; then the ledger must know of it in the end. */
  allowDouble(): void;
  /** How many of the exchanges that customers were entitled to they got. */
  exchanges(): Permitted;
  /** Redemptions: vouchers taken, and exchanges of points or stamps. */
  redemptions(): number;
}

/** Under which key a member's value and debts are counted together. */
export const netKey = (key: string): string => key.replace(/^debt:/, 'wallet:');

export const truthKey = (holder: string, unit: string): string => `${holder} ${unit}`;

/** Nobody holds anything yet. Every sale that is told is checked at once: nothing is handed out twice. */
export function createTruth(limit: number): Truth {
  let mayDouble = false;
  const sales = new Map<string, ToldSale>();
  const held = new Map<string, number>();
  const returns = new Map<string, ToldReturn>();
  const asked = new Map<string, { id: string; holder: string; amount: number }>();
  const lost = new Set<string>();
  const add = ({ holder, unit, amount }: Effect): number => {
    const key = truthKey(holder, unit);
    const left = (held.get(key) ?? 0) + amount;
    held.set(key, left);
    const mayCome = [...asked.values()].filter((one) => one.holder === holder);
    return left + mayCome.reduce((sum, one) => sum + one.amount, 0);
  };
  held.set(truthKey(...campaign), limit);
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
      const points = pointsEarned(sale);
      const due = Math.floor(earnedOn(sale) / 100);
      must(points === due, 'earned-in-full', () => `${sale.saleId} earned ${points} points, not ${due}`);
      const before = held.get(truthKey(walletHolder(sale.walletId), 'points:points')) ?? 0;
      exchanges = plus(exchanges, exchangesOf(sale, before));
      for (const effect of effectsOf(sale)) {
        const { holder, unit, amount } = effect;
        const left = add(effect);
        if (amount < 0) redemptions += 1;
        must(
          left >= 0 || mayDouble || amount >= 0,
          'no-double-spend',
          () =>
            `${sale.saleId} at ${sale.box} took ${-amount} ${unit} of ${holder}, ${-left} more than there was`,
        );
      }
    },
    tookBack(told) {
      const { reversalId, saleId } = told;
      const sale = sales.get(saleId);
      must(!returns.has(reversalId), 'told-once', () => `${reversalId} was told twice`);
      returns.set(reversalId, told);
      for (const effect of returnEffects(told, sale)) {
        const { holder, unit, amount } = effect;
        const left = add(effect);
        must(
          left >= 0 || mayDouble || amount >= 0 || holder.startsWith('debt:'),
          'no-double-spend',
          () => `${reversalId} took ${-amount} ${unit} of ${holder}, ${-left} more than there was`,
        );
      }
      if (sale && told.reversal.left?.minor === 0)
        checkWhole(
          sale,
          [...returns.values()].filter((one) => one.saleId === saleId),
        );
    },
    leftOf() {
      const left = new Map<string, number>();
      for (const { saleId, reversal } of returns.values()) {
        const minor = reversal.left?.minor ?? 0;
        left.set(saleId, Math.min(left.get(saleId) ?? minor, minor));
      }
      return left;
    },
    tellings: () => [...sales.values()],
    lose(saleIds) {
      for (const saleId of saleIds) lost.add(saleId);
    },
    mayBeLost: (saleId) => lost.has(saleId),
    owed() {
      const sums = new Map<string, number>();
      for (const { holder, unit, amount } of [...returns.values()].flatMap((told) =>
        returnEffects(told, sales.get(told.saleId)),
      )) {
        if (!holder.startsWith('debt:')) continue;
        const key = netKey(truthKey(holder, unit));
        sums.set(key, (sums.get(key) ?? 0) - amount);
      }
      return sums;
    },
    allowDouble() {
      mayDouble = true;
    },
    balances(known) {
      const sums = new Map([[truthKey(...campaign), limit]]);
      for (const sale of sales.values()) {
        if (!known(sale.saleId)) continue;
        for (const { holder, unit, amount } of effectsOf(sale)) {
          const key = truthKey(holder, unit);
          sums.set(key, (sums.get(key) ?? 0) + amount);
        }
      }
      // What is owed and what is held are one number: who repaid what to whom is no concern of people.
      for (const told of returns.values())
        for (const { holder, unit, amount } of returnEffects(told, sales.get(told.saleId))) {
          const key = netKey(truthKey(holder, unit));
          sums.set(key, (sums.get(key) ?? 0) + amount);
        }
      return sums;
    },
    exchanges: () => exchanges,
    redemptions: () => redemptions,
  };
}

/** Read off what people saw, not off the ledger: awards in, exchanges out, vouchers in and out. */
function effectsOf({ walletId, giftCardId, outcome }: ToldSale): Effect[] {
  const wallet = walletHolder(walletId);
  const [card, [campaignOf, uses]] = [giftCardHolder(giftCardId ?? ''), campaign];
  return [
    ...outcome.loaded.map(({ amount }) => ({ holder: card, unit: giftUnit, amount })),
    ...outcome.giftCards.map(({ paidMinor }) => ({ holder: card, unit: giftUnit, amount: -paidMinor })),
    ...outcome.reductions.map(() => ({ holder: campaignOf, unit: uses, amount: -1 })),
    ...outcome.awards.map(({ unit, amount }) => ({
      holder: wallet,
      unit,
      amount,
    })),
    ...outcome.issued.flatMap(({ voucherId, unit, amount, reason }) => [
      { holder: wallet, ...exchanged(reason) },
      { holder: voucherHolder(voucherId), unit, amount },
    ]),
    ...outcome.redeemed.map(({ voucherId, unit, amount }) => ({
      holder: voucherHolder(voucherId),
      unit,
      amount: -amount,
    })),
  ];
}

/** The same of a sale that came back. */
function returnEffects({ walletId, reversal, voided, restored }: ToldReturn, sale?: ToldSale): Effect[] {
  const [wallet, debt] = [walletHolder(walletId), debtHolder(walletId)];
  const card = giftCardHolder(sale?.giftCardId ?? '');
  return [
    ...reversal.steps.flatMap(({ code, unit, amount }): Effect[] => {
      if (code === 'CLAWED_BACK') return [{ holder: wallet, unit, amount: -amount }];
      if (code === 'GIVEN_BACK')
        return [{ holder: unit === campaign[1] ? campaign[0] : wallet, unit, amount }];
      if (code === 'CARD_GIVEN_BACK') return [{ holder: card, unit, amount }];
      if (code === 'LOAD_TAKEN_BACK') return [{ holder: card, unit, amount: -amount }];
      if (code === 'DEBT_MADE') return [{ holder: debt, unit, amount: -amount }];
      return [];
    }),
    ...voided.map(({ voucherId, unit, amount }) => ({
      holder: voucherHolder(voucherId),
      unit,
      amount: -amount,
    })),
    ...restored.map(({ voucherId, unit, amount }) => ({ holder: voucherHolder(voucherId), unit, amount })),
  ];
}

/** However a sale came back in parts, all that it earned is asked back once, and all that was paid for it is paid back. */
function checkWhole({ saleId, outcome }: ToldSale, returns: readonly ToldReturn[]): void {
  const money = returns.reduce((sum, { reversal }) => sum + reversal.money.minor, 0);
  must(
    money === outcome.due.minor,
    'parts-make-a-whole',
    () => `${saleId} brought back ${money} of ${outcome.due.minor} minor units`,
  );
  for (const unit of new Set(outcome.awards.map((award) => award.unit))) {
    const earned = sumOf(outcome.awards.filter((award) => award.unit === unit));
    const asked = sumOf(
      returns
        .flatMap(({ reversal }) => reversal.steps)
        .filter((step) => step.unit === unit && ['CLAWED_BACK', 'DEBT_MADE', 'FORGIVEN'].includes(step.code)),
    );
    must(
      asked === earned,
      'parts-make-a-whole',
      () => `${saleId} earned ${earned} ${unit}, and ${asked} were asked back`,
    );
  }
}

/** The coupon's uses that are left, as the ledger names them. */
const campaign: [holder: string, unit: string] = [campaignHolder(campaignId), `uses:${campaignId}`];
const giftUnit = 'gift:EUR';

/** What of a sale earns: what was paid with money or a gift card. Money that is put on a card earns when it is spent. */
const earnedOn = ({ outcome }: ToldSale): number =>
  outcome.loaded.length > 0
    ? 0
    : outcome.due.minor + outcome.giftCards.reduce((sum, { paidMinor }) => sum + paidMinor, 0);

const sumOf = (some: readonly { amount: number }[]): number =>
  some.reduce((sum, { amount }) => sum + amount, 0);

const pointsEarned = ({ outcome }: Pick<ToldSale, 'outcome'>): number =>
  outcome.awards.filter(({ unit }) => unit === 'points:points').reduce((sum, { amount }) => sum + amount, 0);

/** Points that became vouchers, of those that could have. */
function exchangesOf({ outcome, online }: ToldSale, before: number): Permitted {
  const points = before + pointsEarned({ outcome });
  const made = outcome.issued.filter(({ reason }) => reason.code === 'POINTS_BECOME_VOUCHER').length;
  return permitted(Math.floor(points / 100), made, online);
}

function exchanged({ code, params }: OutcomeView['issued'][number]['reason']): Omit<Effect, 'holder'> {
  if (code === 'POINTS_BECOME_VOUCHER') return { unit: 'points:points', amount: -Number(params['points']) };
  return { unit: 'stamps:coffee', amount: -Number(params['stamps']) };
}
