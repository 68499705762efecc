import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import { nothingPermitted, permitted, plus, type Permitted } from '../strategies.ts';
import { must } from './failure.ts';

/** What a cashier was told of a sale, and so what customer and shop really exchanged. */
export interface ToldSale {
  saleId: string;
  box: string;
  walletId: string;
  atMs: number;
  outcome: OutcomeView;
  /** Whether the centre was within reach when the customer came. */
  online: boolean;
}

/** Whose value changes by how much, whatever drawer it lies in. */
interface Effect {
  holder: string;
  unit: string;
  amount: number;
}

/** The world as it really is: what was handed out over the counters, whatever any database says of it. */
export interface Truth {
  told(sale: ToldSale): void;
  tellings(): readonly ToldSale[];
  /** These sales stand in no log any more: a disk was lost. */
  lose(saleIds: Iterable<string>): void;
  mayBeLost(saleId: string): boolean;
  /** What customers hold by the sales that the ledger can know of. */
  balances(known: (saleId: string) => boolean): Map<string, number>;
  /** From now on two machines may go by one name unseen, so value may be handed out twice; then the ledger must know of it in the end. */
  allowDouble(): void;
  /** How many of the exchanges that customers were entitled to they got. */
  exchanges(): Permitted;
  /** Redemptions: vouchers taken, and exchanges of points or stamps. */
  redemptions(): number;
}

export const truthKey = (holder: string, unit: string): string => `${holder} ${unit}`;

/** Nobody holds anything yet. Every sale that is told is checked at once: nothing is handed out twice. */
export function createTruth(): Truth {
  let mayDouble = false;
  const sales = new Map<string, ToldSale>();
  const held = new Map<string, number>();
  const lost = new Set<string>();
  let redemptions = 0;
  let exchanges = nothingPermitted;
  return {
    told(sale) {
      must(!sales.has(sale.saleId), 'told-once', () => `${sale.saleId} was told twice`);
      sales.set(sale.saleId, sale);
      for (const { voucherId, jobId } of sale.outcome.issued)
        must(jobId !== '', 'paper-is-queued', () => `no paper waits for voucher ${voucherId}`);
      const points = pointsEarned(sale);
      const due = Math.floor(sale.outcome.due.minor / 100);
      must(points === due, 'earned-in-full', () => `${sale.saleId} earned ${points} points, not ${due}`);
      const before = held.get(truthKey(walletHolder(sale.walletId), 'points:points')) ?? 0;
      exchanges = plus(exchanges, exchangesOf(sale, before));
      for (const { holder, unit, amount } of effectsOf(sale)) {
        const key = truthKey(holder, unit);
        const left = (held.get(key) ?? 0) + amount;
        held.set(key, left);
        if (amount < 0) redemptions += 1;
        must(
          left >= 0 || mayDouble,
          'no-double-spend',
          () => `${sale.saleId} at ${sale.box} took ${-amount} of ${key}, ${-left} more than there was`,
        );
      }
    },
    tellings: () => [...sales.values()],
    lose(saleIds) {
      for (const saleId of saleIds) lost.add(saleId);
    },
    mayBeLost: (saleId) => lost.has(saleId),
    allowDouble() {
      mayDouble = true;
    },
    balances(known) {
      const sums = new Map<string, number>();
      for (const sale of sales.values()) {
        if (!known(sale.saleId)) continue;
        for (const { holder, unit, amount } of effectsOf(sale)) {
          const key = truthKey(holder, unit);
          sums.set(key, (sums.get(key) ?? 0) + amount);
        }
      }
      return sums;
    },
    exchanges: () => exchanges,
    redemptions: () => redemptions,
  };
}

/** Read off what people saw, not off the ledger: awards in, exchanges out, vouchers in and out. */
function effectsOf({ walletId, outcome }: ToldSale): Effect[] {
  const wallet = walletHolder(walletId);
  return [
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
