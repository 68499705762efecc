import { z } from 'zod';
import { PlaceOnBoard } from '#shared/api/leaderboard.api.ts';
import { Line } from '#shared/basket/basket.ts';
import { RecordId } from '#shared/ledger/record-id.ts';
import { Unit } from '#shared/ledger/posting.ts';
import { VatClass } from '#shared/ledger/vat-class.ts';
import { Money } from '#shared/money/money.ts';

/** What the codes of errors are: of the talk itself, not of the business. Each has a sentence under `register.error.<code>`. */
export const errorCodes = [
  'BAD_REQUEST',
  'NO_KEY',
  'WRONG_KEY',
  'FOREIGN_ORIGIN',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'TOO_LARGE',
  'NOT_JSON',
  'SALE_DIFFERS',
  'OTHER_MEMBER',
  'REVERSAL_DIFFERS',
  'TOO_MANY',
  'WRONG_HOST',
  'TILL_STOPPED',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What every answer is that is not 200. */
export const ErrorAnswer = z.object({
  error: z
    .object({
      code: z
        .string()
        .meta({ description: 'What a program looks at. Refusals of the business have their own.' }),
      message: z.string().meta({ description: 'What a person reads, in the language of the shop.' }),
    })
    .catchall(z.union([z.string(), z.number()])),
});

const Card = z.string().min(1).max(200).meta({ description: 'What a scanner reads off the card.' });
const SaleId = RecordId.min(8).meta({
  description: 'Chosen by the register among its own. The same id never sells twice.',
});
const AmountMinor = z
  .int()
  .positive()
  .meta({ description: 'In the smallest unit of the currency: 2340 is 23.40 EUR.' });

/** What a program holds for a member. */
const Holding = z.object({
  programId: z.string(),
  unit: z.string(),
  here: z.int().meta({ description: 'What may be spent at this till.' }),
  total: z.int().meta({ description: 'What there is anywhere.' }),
  words: z.string().meta({
    description:
      '`total` in the shop’s language, as a receipt may say it, by the name that the program gives its points: 6 stars.',
  }),
  have: z.int().meta({ description: 'How far it is to the next reward, of `need`.' }),
  need: z.int(),
});

/** A line as a register says it: prices with tax, after what the register itself took off. */
const LineAsked = z.object({
  item: Line.shape.item.default(''),
  label: Line.shape.label.default(''),
  category: Line.shape.category.default(''),
  quantity: Line.shape.quantity.default(1),
  totalMinor: Line.shape.totalMinor,
  taxBp: Line.shape.taxBp.default(null),
  discounted: z.boolean().default(false),
  kind: Line.shape.kind.default('goods'),
});

const basket = {
  card: Card.optional(),
  vouchers: z.array(z.string().min(1).max(1_000)).max(20).default([]).meta({
    description:
      'What a scanner reads off vouchers, coupons and tickets that are to be redeemed, or the code of a coupon as the customer says it.',
  }),
  giftCards: z
    .array(z.string().min(1).max(200))
    .max(20)
    .default([])
    .meta({ description: 'What a scanner reads off gift cards that pay, in the order in which they do.' }),
  items: z
    .array(z.object({ item: z.string().min(1).max(40), quantity: z.int().min(1).max(99) }))
    .max(40)
    .default([])
    .meta({ description: 'Things that are counted, as for stamp cards.' }),
  lines: z.array(LineAsked).min(1).max(500).optional().meta({
    description:
      'What is bought, line by line, for programs and offers by article or category. Counts only when it comes to the amount.',
  }),
  offers: z
    .array(z.string().min(1).max(100))
    .max(20)
    .default([])
    .meta({ description: 'The offers to use, by the `offerId` that a quote told.' }),
  claim: z.boolean().default(false).meta({
    description:
      'For a sale without a card: asks for a claim code, which the register prints on its receipt.',
  }),
  amountMinor: AmountMinor,
};

const Voucher = z.object({ voucherId: z.string(), unit: z.string(), amount: z.int(), label: z.string() });

/** What a sale comes to, or came to. */
const Outcome = z.object({
  total: Money,
  due: Money.meta({ description: 'What is left to pay after offers, vouchers and gift cards.' }),
  reductions: z
    .array(z.object({ offMinor: z.int(), reason: z.string() }))
    .meta({ description: 'What offers took off before `total` was left.' }),
  awards: z.array(z.object({ programId: z.string(), unit: z.string(), amount: z.int(), reason: z.string() })),
  issued: z
    .array(Voucher.omit({ voucherId: true }))
    .meta({ description: 'Vouchers that the sale makes; the till prints them.' }),
  redeemed: z.array(Voucher),
  giftCards: z
    .array(
      z.object({
        tail: z.string(),
        paidMinor: z.int(),
        leftMinor: z.int().meta({ description: 'What is on it afterwards; in a quote, before it paid.' }),
        vat: VatClass.meta({
          description: 'spv: what it pays was taxed when it was sold, and is not again.',
        }),
      }),
    )
    .meta({ description: 'What gift cards pay: a tender, `total` stays as it is.' }),
});

const Value = z.array(z.object({ unit: z.string(), amount: z.int() }));
const UntilDay = z.string().nullable();

/** What a member is and has beside what programs hold for them. */
const belongings = {
  tiers: z
    .array(z.object({ programId: z.string(), tier: z.string(), untilDay: UntilDay }))
    .meta({ description: 'The tiers they are in, and until when at least.' }),
  memberships: z
    .array(z.object({ programId: z.string(), name: z.string(), untilDay: z.string() }))
    .meta({ description: 'What they paid for to belong to, as long as it holds.' }),
  places: z
    .array(
      z.object({
        programId: z.string(),
        name: z.string(),
        number: z.string().meta({ description: 'For `vouchers` of a sale: lets them in.' }),
        fromDay: z.string(),
        untilDay: UntilDay,
      }),
    )
    .meta({ description: 'Places in something that they booked and did not take yet.' }),
  coupons: z
    .array(
      z.object({
        number: z.string().meta({ description: 'For `vouchers` of a sale.' }),
        label: z.string(),
        untilDay: UntilDay,
      }),
    )
    .meta({ description: 'Coupons that somebody gave them and they did not use yet.' }),
};

export const LookupAsked = z.object({
  card: z
    .string()
    .min(1)
    .max(1_000)
    .meta({ description: 'What a scanner reads off the card, or off a receipt that can be claimed.' }),
});
export const LookupAnswer = z.object({
  member: z
    .object({
      cardTail: z.string(),
      visits: z.int(),
      holdings: z.array(Holding),
      ...belongings,
      leaderboard: PlaceOnBoard.nullable().meta({
        description:
          'Where they stand this month among those who take part in the leaderboard and came, as this till knows. Null for whoever takes no part.',
      }),
    })
    .nullable()
    .meta({ description: 'Null for a card that nobody has yet. Never a name.' }),
  claim: z
    .object({ total: Money, soldDay: z.string(), untilDay: z.string(), value: Value })
    .nullable()
    .meta({ description: 'Of a receipt: what is left to be claimed with it. Else null.' }),
});
export const ClaimAsked = z.object({
  card: Card,
  code: z.string().min(1).max(1_000).meta({
    description: 'What a sale without a card answered in `claim`: its `code` or its `digits`.',
  }),
});
export const ClaimAnswer = z.object({
  credited: Value.meta({ description: 'What the member got by it; empty when they had claimed it before.' }),
  holdings: z.array(Holding),
});
export const QuoteAsked = z.object(basket);
export const QuoteAnswer = Outcome.extend({
  taxes: z.array(z.object({ taxBp: z.int().nullable(), taxableMinor: z.int(), taxMinor: z.int() })).meta({
    description:
      'Where tax falls, rate by rate, after offers and without what single-purpose gift cards pay. Empty without lines.',
  }),
  offers: z
    .array(
      z.object({
        offerId: z.string(),
        title: z.string(),
        state: z.enum(['used', 'open', 'not-now']),
        offMinor: z.int().meta({ description: 'What it takes off, or would beside those that are used.' }),
        why: z.string().nullable().meta({ description: 'In words, why it cannot be had now.' }),
      }),
    )
    .meta({ description: 'What the member may have off this sale, best first.' }),
});
export const SaleAsked = z.object({ saleId: SaleId, ...basket });
export const SaleAnswer = Outcome.extend({
  saleId: z.string(),
  recordId: z.string().meta({
    description:
      'The sale in the ledger of the chain. A register beside another till takes it back under this id.',
  }),
  holdings: z.array(Holding),
  claim: z
    .object({
      code: z.string().meta({ description: 'For typing: 16 letters.' }),
      digits: z.string().meta({ description: 'For a QR code: 208 digits, signed by this till.' }),
      untilDay: z.string().meta({ description: 'The last day on which it can be claimed.' }),
      value: z.array(z.object({ unit: z.string(), amount: z.int() })),
    })
    .nullable()
    .meta({ description: 'What may be claimed with the receipt of a sale without a card; else null.' }),
});
export const OffersAsked = z.object({ card: Card });
export const OffersAnswer = z.object({
  offers: z.array(
    Holding.pick({ programId: true, unit: true, here: true }).extend({
      missing: z.int().meta({ description: 'How much more makes the next reward.' }),
    }),
  ),
});
export const ReserveAsked = z.object({
  reservationId: RecordId.min(8).meta({
    description: 'Chosen by the register. The same id sets aside once.',
  }),
  card: Card,
  unit: Unit,
  amount: z.int().positive(),
});
export const ReserveAnswer = z.object({ reservationId: z.string(), amount: z.int(), untilMs: z.int() });
export const CommitAsked = z.object({
  reservationId: RecordId.min(8),
  saleId: SaleId,
  ...basket,
  card: Card,
});
export const ReleaseAsked = z.object({ reservationId: RecordId.min(8) });
export const ReleaseAnswer = z.object({ reservationId: z.string() });
export const ReverseAsked = z.object({
  reversalId: RecordId.min(8).meta({ description: 'Chosen by the register. The same id reverses once.' }),
  saleId: RecordId.meta({
    description: "The register's own id of a sale made here, or the recordId of one that was made elsewhere.",
  }),
  kind: z.enum(['void', 'refund']),
  amountMinor: AmountMinor.optional().meta({ description: 'Without it, all that is left.' }),
});
export const ReverseAnswer = z.object({
  saleId: z.string(),
  money: Money,
  left: Money.nullable().meta({
    description: 'What may still be reversed; null when this till does not know.',
  }),
  provisional: z.boolean(),
  moved: z.array(z.object({ code: z.string(), unit: z.string(), amount: z.int() })),
});
