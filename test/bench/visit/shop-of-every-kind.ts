import { assert } from '#shared/base/assert.ts';
import type { Basket } from '#shared/basket/basket.ts';
import { totalOf } from '#shared/basket/basket.ts';
import { Scope } from '#shared/basket/scope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { typedAmount } from '#shared/money/money.ts';
import { configure, programs, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { createBook } from '#shared/reports/what-if-book.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import { offersAtCounter, type OffersAtCounter } from '#shared/visit/offers-at-counter.ts';
import { recordSale } from '#shared/visit/record-sale.ts';
import { emptyVisit, type Visit } from '#shared/visit/visit.ts';
import { kindsAtWork, type KindAtWork } from './kinds-at-work.ts';
import type { Condition } from './shop-of-offers.ts';

const till = 'till-1';
const wallet = 'aa'.repeat(16);
const friend = 'bb'.repeat(16);
const card = 'cc'.repeat(8);
const paper = 'dd'.repeat(8);
const today = '2026-11-22';
const forEver = '2026-01-05/-';

/** A counter where thirty programs of every kind run, with a member who has something in each of them. */
export interface CounterOfEveryKind {
  /** What the cashier sees of a basket: every offer with what it takes off, or would, or why it does not, and what earns, line by line. */
  explain(basket: Basket): OffersAtCounter;
  /** The confirmed sale: what every program gives for it, with its reason. */
  record(basket: Basket): Fact[];
}

/** The programs of the counter, each as other engines can be told when it has something to say. */
export const conditionsOfEveryKind = (): Condition[] =>
  kindsAtWork.map(({ programId, minimumMinor = 0, scope = {}, pieces = 1, knows = [] }) => ({
    offerId: programId,
    minimumMinor,
    asks: [{ scope: Scope.parse(scope), pieces }],
    knows,
  }));

/** Opens it. Throws when a kind of the register is not at work in it: a kind that is added has to come in here too. */
export function openEveryKind(choose: 'in-order' | 'best'): CounterOfEveryKind {
  const configured = kindsAtWork.map(brought);
  const missing = programs.filter(({ type }) => !kindsAtWork.some((one) => one.type === type));
  assert(
    missing.length === 0,
    `no program of the bench is of the kind ${missing.map(({ type }) => type).join()}`,
  );
  const book = createBook({ till, programs: () => configured, birthday: () => '11-22' });
  for (const [fact, day] of earlier()) book.tell({ fact, day, at: Date.parse(`${day}T11:00:00Z`) });
  book.look.memberFacts(wallet).segment = 'regular';
  const here: Circumstances = {
    ...{ till, state: 'sound', online: true, mayAsk: false, look: book.look },
    settings: ShopSettings.parse(shopWhere(choose)),
    time: { atMs: Date.parse(`${today}T11:00:00Z`), day: today },
    machine: { newId: () => 'id', randomBytes: (length) => new Uint8Array(length), sha256: () => '' },
    verify: () => false,
    // A signature costs the processor what it costs, whatever the programs are: the counter bench has it.
    signer: { tokenOf: () => '' },
  };
  const visitOf = ({ lines }: Basket): Visit => ({ ...atCounter, lines });
  const total = (basket: Basket): string => typedAmount(totalOf(basket));
  return {
    explain: (basket) => offersAtCounter(visitOf(basket), total(basket), here),
    record(basket) {
      const sale = recordSale(visitOf(basket), { saleId: 'sale', amountText: total(basket) }, here);
      assert(sale.ok, 'the sale of a bench is taken');
      return sale.value;
    },
  };
}

const shopWhere = (choose: string) => ({
  ...{ shopName: 'Bench', currency: 'EUR', zone: 'Europe/Rome', maxSaleMinor: 10_000_000 },
  earn: { notCategories: ['wine'], withoutTax: true },
  stacking: { choose, mostOffers: 12, onePerGroup: true, mostOffBp: 8_000 },
});

const brought = ({ programId, type, setup }: KindAtWork): ConfiguredProgram => {
  const program = configure({ programId, type, revision: 1, setup: JSON.stringify(setup) });
  assert(program, `the set-up of ${programId} fits its kind`);
  return program;
};

/** The member's card, a coupon by its paper and one by its code, a reward that is wanted, points that pay, and a gift card for the rest. */
const atCounter: Visit = {
  ...emptyVisit,
  member: { walletId: wallet, cardId: null, by: 'card', tail: '1234' },
  vouchers: [{ voucherId: paper, unit: 'coupon:cheese', amount: 1, lot: forEver, label: 'Cheese' }],
  giftCards: [{ giftCardId: card, tail: '5678', newCode: null }],
  items: { coffee: 3 },
  chosen: [
    { offerId: 'autumn/coupon', amountMinor: null },
    { offerId: 'catalogue/coffee', amountMinor: null },
    { offerId: 'catalogue/pay', amountMinor: 200 },
  ],
};

/** A year of the member: joined, sent by a friend, came every month, paid for the club, and holds something of everything. */
function earlier(): [Fact, string][] {
  const months = [
    '2025-12',
    ...Array.from({ length: 11 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`),
  ];
  const sale = (day: string, saleId: string): Fact => ({
    type: 'SaleRecorded',
    body: {
      saleId,
      walletId: wallet,
      total: { minor: 6_500, currency: 'EUR' },
      paidWithVouchersMinor: 0,
      items: [],
    },
  });
  const award = (unit: string, amount: number): Fact => ({
    type: 'ValueAwarded',
    body: {
      ...{
        walletId: wallet,
        unit,
        amount,
        drawer: till,
        lot: forEver,
        saleId: null,
        programId: 'points',
        revision: 1,
      },
      reason: { code: 'OPENING_BALANCE', params: { amount } },
    },
  });
  const origin = {
    saleId: null,
    programId: 'cheese',
    revision: 1,
    reason: { code: 'COUPON', params: { name: '' } },
  };
  const facts: Fact[] = [
    award('points:points', 450),
    award('credit:EUR', 700),
    award('stamps:coffee', 8),
    {
      type: 'VoucherIssued',
      body: {
        voucherId: paper,
        walletId: wallet,
        unit: 'coupon:cheese',
        amount: 1,
        lot: forEver,
        label: 'Cheese',
        token: '',
        ...origin,
      },
    },
    {
      type: 'GiftCardLoaded',
      body: {
        ...{
          giftCardId: card,
          tail: '5678',
          drawer: till,
          unit: 'gift:EUR',
          amount: 5_000,
          lot: forEver,
          saleId: 'load',
        },
        ...{ programId: 'cards', revision: 1, vat: { kind: 'mpv' } },
      },
    },
    { type: 'CampaignOpened', body: { campaignId: 'autumn', limit: 500, lot: forEver } },
    {
      type: 'MembershipSold',
      body: {
        ...{
          membershipId: 'term',
          walletId: wallet,
          programId: 'club',
          revision: 1,
          fromDay: '2026-03-01',
          months: 12,
        },
        price: { minor: 2_900, currency: 'EUR' },
      },
    },
  ];
  return [
    [{ type: 'MemberEnrolled', body: { walletId: wallet } }, '2025-12-03'],
    [
      {
        type: 'MemberReferred',
        body: { walletId: wallet, referrer: friend, programId: 'friends', by: 'card' },
      },
      '2025-12-03',
    ],
    ...months.flatMap((month): [Fact, string][] =>
      [3, 9, 17].map((day) => [
        sale(`${month}-${day}`, `${month}-${day}`),
        `${month}-${String(day).padStart(2, '0')}`,
      ]),
    ),
    ...facts.map((fact): [Fact, string] => [fact, '2026-11-20']),
  ];
}
