import { z } from 'zod';
import { RecordId } from '../ledger/record-id.ts';
import { Reason } from '../ledger/reason.ts';
import { VatClass } from '../ledger/vat-class.ts';
import { IdentifiedBy } from '../members/identified-by.ts';
import { VoucherId, WalletId } from '../members/wallet.ts';
import { Money } from '../money/money.ts';
import { RawScan } from '../scan/raw-scan.ts';
import { capKinds } from '../programs/caps.ts';
import { call, event } from './channel.ts';

/** A refusal as screens get it: the code names the sentence, the rest goes into it. */
export const RefusalView = z.object({ code: z.string() }).catchall(z.union([z.string(), z.number()]));
export type RefusalView = z.infer<typeof RefusalView>;

/** What a member holds of one unit: `here` may be spent at this till, `total` is everywhere; `have` of `need` to the next reward. */
export const HoldingView = z.object({
  programId: z.string(),
  type: z.string(),
  unit: z.string(),
  here: z.int(),
  total: z.int(),
  have: z.int(),
  need: z.int(),
});
export type HoldingView = z.infer<typeof HoldingView>;

/** Where a member stands in a program of tiers: `have` of `need` to the next one, in minor units for spend. */
export const StandingView = z.object({
  programId: z.string(),
  tier: z.string().nullable(),
  untilDay: z.string().nullable(),
  next: z
    .object({
      tier: z.string(),
      have: z.int(),
      need: z.int(),
      of: z.enum(['spend', 'visits', 'points']),
    })
    .nullable(),
});
export type StandingView = z.infer<typeof StandingView>;

/** A challenge that runs: `have` of `need`, in minor units for spend; `badge` is the picture that it brings. */
export const PursuitView = z.object({
  programId: z.string(),
  title: z.string(),
  have: z.int(),
  need: z.int(),
  of: z.enum(['spend', 'visits', 'days', 'pieces', 'categories', 'weeks']),
  untilDay: z.string().nullable(),
  reached: z.boolean(),
  badge: z.string().nullable(),
});
export type PursuitView = z.infer<typeof PursuitView>;

/** A badge of a member: its picture by name, what it is for, and since when. */
export const BadgeView = z.object({
  programId: z.string(),
  key: z.string(),
  title: z.string(),
  picture: z.string(),
  day: z.string(),
});
export type BadgeView = z.infer<typeof BadgeView>;

/** In which segment a member is and by what: one of ours or, in `own`, the shop's name of one. Counts are of the last twelve months. */
export const SegmentView = z.object({
  segment: z.string(),
  own: z.string().nullable(),
  enrolledDay: z.string().nullable(),
  gapDays: z.int().nullable(),
  /** Days since the last visit. */
  awayDays: z.int().nullable(),
  visits: z.int(),
  spentMinor: z.int(),
});
export type SegmentView = z.infer<typeof SegmentView>;

export const VoucherView = z.object({
  voucherId: z.string(),
  unit: z.string(),
  amount: z.int(),
  label: z.string(),
  lot: z.string(),
});
export type VoucherView = z.infer<typeof VoucherView>;

/** A gift card on the counter: `hereMinor` of what it holds may be spent at this till now; `fault` is why it pays nothing. */
export const GiftCardView = z.object({
  giftCardId: z.string(),
  tail: z.string(),
  /** Made just now, and printed when it is paid. */
  isNew: z.boolean(),
  hereMinor: z.int(),
  totalMinor: z.int(),
  /** The day on which the first of it ends. */
  expiryDay: z.string().nullable(),
  fault: RefusalView.nullable(),
});
export type GiftCardView = z.infer<typeof GiftCardView>;

/** A confirmed sale as the screen shows it. `due` is what is left to pay after vouchers and gift cards. */
export const OutcomeView = z.object({
  saleId: z.string(),
  total: Money,
  due: Money,
  /** What offers took off before `total` was left. */
  /** `pointsOf` is the unit of the points that a reason speaks of, here and below. */
  reductions: z.array(z.object({ offMinor: z.int(), reason: Reason, pointsOf: z.string().optional() })),
  redeemed: z.array(VoucherView),
  /** What gift cards paid, what each holds after it, and whether tax fell when it was sold. */
  giftCards: z.array(z.object({ tail: z.string(), paidMinor: z.int(), leftMinor: z.int(), vat: VatClass })),
  /** What was put on gift cards; `jobId` names the print job of its paper. */
  loaded: z.array(
    z.object({
      tail: z.string(),
      amount: z.int(),
      balanceMinor: z.int(),
      lot: z.string(),
      jobId: z.string(),
    }),
  ),
  awards: z.array(z.object({ programId: z.string(), unit: z.string(), amount: z.int(), reason: Reason })),
  /** What was reached with it: a challenge's goal, or a badge, with the badge's picture if there is one. */
  reached: z.array(z.object({ programId: z.string(), title: z.string(), badge: z.string().nullable() })),
  /** `jobId` names the print job; null when there is nothing to print on. */
  issued: z.array(VoucherView.extend({ reason: Reason, pointsOf: z.string().optional(), jobId: z.string() })),
  /** What a sale without a card left on its receipt: the short code and the digits of the QR code; absent for most. */
  claim: z
    .object({
      code: z.string(),
      digits: z.string(),
      untilDay: z.string(),
      value: z.array(z.object({ unit: z.string(), amount: z.int() })),
      /** The print job of its slip; empty when there is none. */
      jobId: z.string(),
    })
    .optional(),
  /** What would have been given more of, had it not lain elsewhere: so much of a unit was missing. */
  short: z.array(z.object({ holder: z.string(), unit: z.string(), amount: z.int() })),
  /** Why a reward that was earned is not given with this sale; absent when nothing was held back. */
  heldBack: RefusalView.optional(),
  /** The member's holdings after the sale; empty when nobody showed a card. */
  holdings: z.array(HoldingView),
  /** What limits over time kept back: so much was given of so much; absent when they kept nothing back. */
  keptBack: z
    .array(
      z.object({
        unit: z.string(),
        kind: z.enum(capKinds),
        limit: z.int(),
        got: z.int(),
        of: z.int(),
      }),
    )
    .optional(),
  /** What whoever sent this customer has of it, to be used from a day on; absent when nobody did. */
  forOthers: z
    .array(z.object({ unit: z.string(), amount: z.int(), opensDay: z.string(), reason: Reason }))
    .optional(),
});
export type OutcomeView = z.infer<typeof OutcomeView>;

/** What the cashier sees of a person at once: what to call them, what to say to them, and what to keep in mind. */
export const PersonView = z.object({
  name: z.string().nullable(),
  birthday: z.enum(['today', 'this-week']).nullable(),
  note: z.string().nullable(),
  /** Whether they may be written to in any way. */
  mayWrite: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

/** An offer as the cashier sees it: `offMinor` is what it takes off, or would; `because` says why it does not. */
export const OfferView = z.object({
  offerId: z.string(),
  title: Reason,
  state: z.enum(['used', 'open', 'not-now']),
  /** Used without being chosen, or laid on the counter: it is not for the cashier to take away here. */
  fixed: z.boolean(),
  offMinor: z.int(),
  cost: z.object({ unit: z.string(), amount: z.int() }).nullable(),
  because: RefusalView.nullable(),
});
export type OfferView = z.infer<typeof OfferView>;

/** What of one line of a sale may earn; it adds up from left to right. */
export const EarnLineView = z.object({
  lineId: z.string(),
  label: z.string(),
  totalMinor: z.int(),
  discountMinor: z.int(),
  paidWithValueMinor: z.int(),
  taxMinor: z.int(),
  countedMinor: z.int(),
  because: z.string().nullable(),
});

/** What a sale of the amount being typed comes to; `full` is null while it is no amount. */
export const OffersView = z.object({
  full: Money.nullable(),
  due: Money,
  /** What each gift card on the counter pays of it. */
  giftCards: z.array(z.object({ giftCardId: z.string(), paidMinor: z.int() })),
  /** Where tax falls, rate by rate; empty for an amount that was only typed. */
  taxes: z.array(z.object({ taxBp: z.int().nullable(), taxableMinor: z.int(), taxMinor: z.int() })),
  offers: z.array(OfferView),
  earnBase: z.array(EarnLineView),
});
export type OffersView = z.infer<typeof OffersView>;

/** Something with places: how many are left, what one costs, why the member does not get one now, and those they have. */
export const PlaceView = z.object({
  programId: z.string(),
  name: z.string(),
  /** The day it takes place; null for what is good from the booking on. */
  eventDay: z.string().nullable(),
  quota: z.int().nullable(),
  left: z.int().nullable(),
  cost: z.object({ unit: z.string(), amount: z.int() }).nullable(),
  unmet: RefusalView.nullable(),
  had: z.array(
    z.object({
      voucherId: VoucherId,
      /** What a scanner would read off the ticket's bars. */
      number: z.string(),
      state: z.enum(['booked', 'taken']),
      fromDay: z.string(),
      untilDay: z.string().nullable(),
    }),
  ),
});
export type PlaceView = z.infer<typeof PlaceView>;

/** The counter as every screen shows it. `notice` is the last thing that happened to a scan, or that the centre is being
 * asked for value that lies elsewhere; `serial` rises with each change. */
export const VisitView = z.object({
  serial: z.int(),
  member: z
    .object({
      walletId: WalletId,
      tail: z.string(),
      by: IdentifiedBy,
      person: PersonView,
      holdings: z.array(HoldingView),
      standings: z.array(StandingView),
      pursuits: z.array(PursuitView),
      /** The newest first. */
      badges: z.array(BadgeView),
      visits: z.int(),
      /** What they may belong to for money, and until when they do; absent when the shop sells nothing of it. */
      memberships: z
        .array(
          z.object({
            programId: z.string(),
            name: z.string(),
            months: z.int(),
            priceMinor: z.int(),
            fromDay: z.string(),
            toDay: z.string(),
            untilDay: z.string().nullable(),
            daysLeft: z.int(),
            remind: z.boolean(),
            back: z.object({ membershipId: z.string(), refundMinor: z.int() }).nullable(),
          }),
        )
        .optional(),
      /** What they may take a place in, and the places they have; absent when the shop has nothing of it. */
      places: z.array(PlaceView).optional(),
      /** Their code for friends, how many they sent and for how many they had something; absent when the shop has nothing of it. */
      friends: z
        .object({ code: z.string(), sent: z.int(), rewarded: z.int(), wasSent: z.boolean() })
        .optional(),
      /** Absent for a regular, and while nobody looked yet. */
      segment: SegmentView.optional(),
    })
    .nullable(),
  newCard: z.object({ tail: z.string() }).nullable(),
  /** Whether it can be said now who sent the customer, whether that is being asked, and who it is; absent when it is no question. */
  referring: z.object({ asks: z.boolean(), by: z.object({ tail: z.string() }).nullable() }).optional(),
  vouchers: z.array(VoucherView),
  /** How many coupons were said by their code. */
  coupons: z.int().optional(),
  giftCards: z.array(GiftCardView),
  /** A receipt that waits to be credited to whoever stands here: of which sale, until when, and what is left of it. */
  claim: z
    .object({
      total: Money,
      soldDay: z.string(),
      untilDay: z.string(),
      value: z.array(z.object({ unit: z.string(), amount: z.int() })),
    })
    .optional(),
  /** Whether a sale without a card leaves something to claim: when the cashier asks, or always; absent when it does not. */
  claimOffer: z.enum(['on-request', 'every-sale']).optional(),
  /** What gift cards are sold for; null in a shop that sells none. */
  giftCardSelling: z
    .object({
      name: z.string(),
      amountsMinor: z.array(z.int()),
      freeAmount: z.object({ leastMinor: z.int(), mostMinor: z.int() }).nullable(),
    })
    .nullable(),
  items: z.array(z.object({ item: z.string(), label: z.string(), quantity: z.int() })),
  notice: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({
      kind: z.literal('recognised'),
      what: z.enum([
        'member',
        'new-card',
        'gift-card',
        'voucher',
        'coupon',
        'enrolled',
        'attached',
        'referrer',
        'claim',
        'claimed',
      ]),
    }),
    z.object({ kind: z.literal('refused'), refusal: RefusalView }),
    z.object({ kind: z.literal('asking') }),
  ]),
  /** The last confirmed sale, until the next customer comes. */
  lastOutcome: OutcomeView.nullable(),
});
export type VisitView = z.infer<typeof VisitView>;

/** The outcome of a command: done, or refused with the reason. The visit comes as news to every screen. */
export const CommandAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), outcome: OutcomeView.nullable() }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type CommandAnswer = z.infer<typeof CommandAnswer>;

/**
 * What the cashier's screen may ask of the counter. `commandId` becomes the sale's id, so confirming is safe to
 * repeat: the same id never sells twice and gets the same answer, also after a restart.
 */
export const checkoutApi = {
  'checkout.visit': call(z.object({}), VisitView),
  'checkout.scan': call(RawScan, CommandAnswer),
  'checkout.enrol': call(z.object({}), CommandAnswer),
  'checkout.count': call(z.object({ item: z.string().max(40), by: z.int().min(-99).max(99) }), CommandAnswer),
  'checkout.put-back': call(z.object({ voucherId: z.string().max(64) }), CommandAnswer),
  'checkout.offers': call(z.object({ amountText: z.string().max(40) }), OffersView),
  'checkout.choose': call(
    z.object({ offerId: z.string().max(100), chosen: z.boolean(), amountText: z.string().max(40) }),
    CommandAnswer,
  ),
  'checkout.clear': call(z.object({}), CommandAnswer),
  'checkout.confirm': call(
    z.object({
      commandId: RecordId,
      amountText: z.string().max(40),
      /** For a sale without a card: its receipt may be claimed. */
      claim: z.boolean().optional(),
    }),
    CommandAnswer,
  ),
  'checkout.changed': event(VisitView),
} as const;
