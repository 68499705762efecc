import type { Day } from '#shared/base/business-time.ts';
import { postingsOf } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { debtHolder, mayGoBelowZero, saleHolder } from '#shared/ledger/holder.ts';
import { claimHolder, giftCardHolder, voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import { goodOn } from '#shared/visit/spend-lots.ts';
import { originalSaleOf } from '#shared/visit/reverse-original.ts';
import { reverseSale, type Reversal } from '#shared/visit/reverse-sale.ts';
import type {
  EarlierReversals,
  ReversalCase,
  ReversalPolicy,
  ReversalWanted,
} from '#shared/visit/reverse-case.ts';
import type { Result } from '#shared/base/result.ts';
import type { ReversalRefusal } from '#shared/visit/reverse-refusal.ts';
import type { Chance } from './seeded.ts';

export const member = '4bf5122f344554c53bde2ebb8cd2b7e3';
const giftCard = '9c56cc51b374c3ba189210d5b6d4bf57';
export const saleDay: Day = '2026-11-22';
/** What is known of earlier reversals when there were none. */
export const nothingEarlier: EarlierReversals = {
  takenMinor: 0,
  provisionalMinor: 0,
  awaitedMinor: 0,
  riskedTodayMinor: 0,
  voided: false,
};
const openPolicy: ReversalPolicy = {
  debt: 'debt',
  refundDays: 365,
  unknownSaleMinor: 0,
  riskPerTillMinor: 10_000,
};

/** A balance: whose, of what, where, in which lot, and how much. */
export interface Row {
  holder: string;
  unit: string;
  drawer: string;
  lot: string;
  amount: number;
}

/** One till's balances in memory, moved by facts alone. Every fact must leave everybody but debtors at zero or above. */
export class ReversalBooks {
  readonly rows = new Map<string, Row>();
  readonly facts: Fact[] = [];
  readonly till = 'till-1';
  day = saleDay;

  write(facts: readonly Fact[]): void {
    for (const fact of facts) {
      this.facts.push(fact);
      for (const posting of postingsOf(fact, this.till)) {
        const key = [posting.holder, posting.unit, posting.drawer, posting.lot].join(' ');
        const row = this.rows.get(key) ?? { ...posting, amount: 0 };
        row.amount += posting.amount;
        this.rows.set(key, row);
        if (row.amount < 0 && !mayGoBelowZero(row.holder))
          throw new Error(`${key} is ${row.amount} after ${fact.type}`);
      }
    }
  }

  of(holder: string): Row[] {
    return [...this.rows.values()].filter((row) => row.holder === holder && row.amount !== 0);
  }

  /** What customers hold and owe, in one order, without empty rows and without the right to refund. */
  customers(): Row[] {
    const name = ({ holder, unit, drawer, lot }: Row) => `${holder} ${unit} ${drawer} ${lot}`;
    return [...this.rows.values()]
      .filter(({ holder, amount }) => amount !== 0 && !/^(house|sale):/.test(holder))
      .sort((a, b) => (name(a) < name(b) ? -1 : 1));
  }

  /** What the house says of these accounts, unit by unit. */
  house(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const { holder, unit, amount } of this.rows.values())
      if (holder.startsWith('house:') && !unit.startsWith('refund:'))
        sums[`${holder} ${unit}`] = (sums[`${holder} ${unit}`] ?? 0) + amount;
    return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
  }

  ask(
    wanted: Partial<ReversalWanted>,
    change: Partial<ReversalCase> = {},
    policy: Partial<ReversalPolicy> = {},
  ): Result<Reversal, ReversalRefusal> {
    const saleId = wanted.saleId ?? 'sale-1';
    const at = this.facts.findIndex((fact) => fact.type === 'SaleRecorded' && fact.body.saleId === saleId);
    const right = this.of(saleHolder(saleId));
    return reverseSale(
      { reversalId: 'reversal', saleId, kind: 'refund', amountMinor: null, lines: [], note: '', ...wanted },
      {
        till: this.till,
        day: this.day,
        policy: { ...openPolicy, ...policy },
        currency: 'EUR',
        sale: at < 0 ? undefined : originalSaleOf(this.facts.slice(at), { till: this.till, day: saleDay }),
        right: {
          opened: this.facts.some((fact) => fact.type === 'RefundOpened' && fact.body.saleId === saleId),
          here: right.filter(({ drawer }) => drawer === this.till),
          elsewhere: right.filter(({ drawer }) => drawer !== this.till),
        },
        earlier: nothingEarlier,
        purse: (walletId, unit) => {
          const lots = this.of(walletHolder(walletId)).filter((row) => row.unit === unit);
          const away = lots.filter(({ drawer }) => drawer !== this.till);
          return {
            lots: lots.filter(({ drawer }) => drawer === this.till),
            debts: this.of(debtHolder(walletId))
              .filter((row) => row.unit === unit)
              .map(({ drawer, lot, amount }) => ({ drawer, lot, amount: -amount })),
            elsewhere: goodOn(this.day, away).reduce((sum, { amount }) => sum + amount, 0),
          };
        },
        member: () => ({ reached: [], counted: () => [] }),
        voucherHere: (voucherId) =>
          this.of(voucherHolder(voucherId))
            .filter(({ drawer }) => drawer === this.till)
            .reduce((sum, { amount }) => sum + amount, 0),
        loadLeft: ({ giftCardId, lot }) =>
          this.of(giftCardHolder(giftCardId))
            .filter((row) => row.lot === lot && row.drawer === this.till)
            .reduce((sum, { amount }) => sum + amount, 0),
        claimAway: (claimId) =>
          this.of(claimHolder(claimId)).some(({ amount, drawer }) => amount > 0 && drawer !== this.till),
        claimHere: (claimId, unit) =>
          this.of(claimHolder(claimId))
            .filter((row) => row.unit === unit && row.drawer === this.till)
            .reduce((sum, { amount }) => sum + amount, 0),
        voucherVoided: (voucherId) =>
          this.facts.some((fact) => fact.type === 'VoucherVoided' && fact.body.voucherId === voucherId),
        tillName: (writer) => writer,
        ...change,
      },
    );
  }

  /** Reverses, or fails the test. */
  reverse(wanted: Partial<ReversalWanted>, policy: Partial<ReversalPolicy> = {}): Reversal {
    const done = this.ask(wanted, {}, policy);
    if (!done.ok) throw new Error(`refused: ${JSON.stringify(done.error)}`);
    this.write(done.value.facts);
    return done.value;
  }

  /** The same once more, to be taken elsewhere from here. */
  copy(): ReversalBooks {
    const twin = new ReversalBooks();
    for (const [key, row] of this.rows) twin.rows.set(key, { ...row });
    twin.facts.push(...this.facts);
    twin.day = this.day;
    return twin;
  }
}

const origin = { programId: 'points', revision: 1, reason: { code: 'POINTS_PER_UNIT', params: {} } };

/** Value that a member got from nowhere in particular. */
export const had = (amount: number, lot: string, unit = 'points:points', drawer = 'till-1'): Fact => ({
  type: 'ValueAwarded',
  body: { walletId: member, unit, drawer, lot, amount, saleId: null, ...origin },
});

export const sold = (saleId: string, minor: number, paid = 0, byCard = 0): Fact => ({
  type: 'SaleRecorded',
  body: {
    saleId,
    walletId: member,
    total: { minor, currency: 'EUR' },
    paidWithVouchersMinor: paid,
    ...(byCard > 0 ? { paidWithGiftCardsMinor: byCard } : {}),
    items: [{ item: 'coffee', quantity: 2 }],
  },
});

const onCard = { giftCardId: giftCard, unit: 'gift:EUR' };
const cardLot = '2026-01-01/-';

export const loaded = (saleId: string, amount: number): Fact => ({
  type: 'GiftCardLoaded',
  body: {
    ...onCard,
    tail: 'LNPR',
    drawer: 'till-1',
    lot: cardLot,
    amount,
    vat: { kind: 'mpv' },
    saleId,
    programId: 'gift-cards',
    revision: 1,
  },
});

export const paidByCard = (saleId: string, amount: number): Fact => ({
  type: 'GiftCardSpent',
  body: {
    ...onCard,
    parts: [{ lot: cardLot, amount }],
    vat: { kind: 'mpv' },
    saleId,
    reservationId: null,
  },
});

export const awarded = (saleId: string, amount: number, lot: string, unit = 'points:points'): Fact => ({
  type: 'ValueAwarded',
  body: { walletId: member, unit, drawer: 'till-1', lot, amount, saleId, ...origin },
});

export const burned = (saleId: string | null, parts: { lot: string; amount: number }[]): Fact => ({
  type: 'ValueSpent',
  body: { walletId: member, unit: 'points:points', parts, saleId, reservationId: null, ...origin },
});

export const voucherOf = (saleId: string, voucherId: string, amount = 200): Fact => ({
  type: 'VoucherIssued',
  body: {
    voucherId,
    walletId: member,
    unit: 'credit:EUR',
    amount,
    lot: '2026-11-22/2027-05-21',
    label: '',
    token: '0'.repeat(208),
    saleId,
    ...origin,
  },
});

export const redeemed = (saleId: string, voucherId: string, amount = 200): Fact => ({
  type: 'VoucherRedeemed',
  body: { voucherId, unit: 'credit:EUR', amount, lot: '2026-11-22/2027-05-21', saleId },
});

const lots = ['2026-01-01/2026-12-31', '2026-06-01/2027-06-01', '2026-11-22/2027-11-22', '2026-10-10/-'];
export const ownLot = '2026-11-22/2027-11-22';

/** A till at which all sorts of things happened before, in and after one random sale of the member: `sale-1`. */
export function eventfulTill(chance: Chance): ReversalBooks {
  const books = new ReversalBooks();
  const points = () => books.of(walletHolder(member)).filter(({ unit }) => unit === 'points:points');
  const take = (most: number): { lot: string; amount: number }[] => {
    let left = chance.int(0, most);
    return chance.shuffled(points()).flatMap(({ lot, amount }) => {
      const part = Math.min(left, amount);
      left -= part;
      return part > 0 ? [{ lot, amount: part }] : [];
    });
  };
  for (const lot of lots) if (chance.int(0, 1)) books.write([had(chance.int(1, 120), lot)]);
  const total = chance.int(1, 400);
  const paid = chance.int(0, 2) === 0 ? chance.int(1, total) : 0;
  if (paid > 0) books.write([voucherOf('earlier', 'aaaaaaaaaaaaaaaa', paid)]);
  const byCard = chance.int(0, 2) === 0 && total > paid ? chance.int(1, total - paid) : 0;
  if (byCard > 0) books.write([loaded('earlier', byCard + 20)]);
  books.write([sold('sale-1', total, paid, byCard)]);
  if (paid > 0) books.write([redeemed('sale-1', 'aaaaaaaaaaaaaaaa', paid)]);
  const direct = chance.int(0, 1) ? take(60) : [];
  if (direct.length > 0) books.write([burned('sale-1', direct)]);
  if (byCard > 0) books.write([paidByCard('sale-1', byCard)]);
  books.write([awarded('sale-1', chance.int(1, 250), ownLot)]);
  if (chance.int(0, 1)) books.write([awarded('sale-1', chance.int(1, 5), '2026-11-22/-', 'stamps:stamps')]);
  for (const voucherId of ['bbbbbbbbbbbbbbbb', 'cccccccccccccccc']) {
    const parts = chance.int(0, 1) ? take(100) : [];
    if (parts.length === 0) continue;
    books.write([burned('sale-1', parts), voucherOf('sale-1', voucherId)]);
    if (chance.int(0, 2) === 0)
      books.write([sold(`later-${voucherId}`, 500, 200), redeemed(`later-${voucherId}`, voucherId)]);
  }
  const after = chance.int(0, 1) ? take(300) : [];
  if (after.length > 0) books.write([sold('sale-2', 100), burned('sale-2', after)]);
  return books;
}
