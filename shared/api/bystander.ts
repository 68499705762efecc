import { z } from 'zod';
import { Reason } from '../ledger/reason.ts';
import { Money } from '../money/money.ts';
import { WornBrand } from '../settings/brand.ts';
import { Tone } from '../settings/paper-settings.ts';
import { DisplaySetup } from '../settings/display-setup.ts';
import { call, event } from './channel.ts';
import { PlaceOnBoard } from './leaderboard.api.ts';

const Language = z.enum(['en', 'it', 'hu']);

/** A picture that the display shows while nobody is served, by the name of its file. */
export const PictureId = z
  .string()
  .max(120)
  .regex(/^[^/\\.][^/\\]*\.(png|jpe?g|webp)$/i);

/** A QR code without a colour: its rows of modules one after the other, `1` is dark. */
export const Modules = z.object({ size: z.int().positive(), dark: z.string().regex(/^[01]+$/) });
export type Modules = z.infer<typeof Modules>;

/** What a display shows for as long as nobody changes it. */
export const DisplayInfo = z.object({
  shop: z.string(),
  currency: z.string(),
  language: Language,
  join: Modules.nullable(),
  pictures: z.array(PictureId),
  secondsPerPicture: DisplaySetup.shape.secondsPerPicture,
  theme: DisplaySetup.shape.theme,
  /** How the shop looks and speaks, and its picture as a `data:` address. */
  brand: WornBrand,
  logo: z.string().nullable(),
  /** How customers are greeted. */
  tone: Tone,
  /** Somebody trains: what is shown is make-believe. */
  training: z.boolean(),
});
export type DisplayInfo = z.infer<typeof DisplayInfo>;

/** What a member holds of one unit, and how far the next reward is: no more than a bystander may read. */
const BystanderHolding = z.object({
  type: z.string(),
  unit: z.string(),
  total: z.int(),
  have: z.int(),
  need: z.int(),
});

/** A voucher in a bystander's eyes. `label` is null where its words would tell why somebody got it. */
const BystanderVoucher = z.object({ unit: z.string(), amount: z.int(), label: z.string().nullable() });

/**
 * The moment at the counter as everybody in the shop may read it. `customer` is somebody being served, `sold` a sale that was just
 * made. What a person is called is there only when the shop and the person want it; how to reach them, their birthday, notes and
 * history have no place in it. `serial` rises with each change.
 */
export const DisplayScene = z.object({
  serial: z.int(),
  kind: z.enum(['idle', 'customer', 'sold']),
  /** The member's own, else the shop's. */
  language: Language,
  name: z.string().nullable(),
  newCard: z.boolean(),
  holdings: z.array(BystanderHolding),
  /** Where they stand on the leaderboard, with what they hold: null for who does not take part. */
  place: PlaceOnBoard.nullable(),
  /** `pointsOf` is the unit of the points that a title speaks of. */
  offers: z.array(
    z.object({ title: Reason, used: z.boolean(), offMinor: z.int(), pointsOf: z.string().optional() }),
  ),
  vouchers: z.array(BystanderVoucher),
  /** What is left to pay; null while no amount is typed. */
  due: Money.nullable(),
  /** Before what was taken off; null when nothing was. */
  full: Money.nullable(),
  earned: z.array(z.object({ unit: z.string(), amount: z.int() })),
  issued: z.array(BystanderVoucher),
  /** What a sale without a card left to be claimed, and the code of it; null for every other. */
  claim: z
    .object({
      code: Modules,
      untilDay: z.string(),
      value: z.array(z.object({ unit: z.string(), amount: z.int() })),
    })
    .nullable(),
  /** False while other tills cannot be asked: what is shown is what this till knows. */
  everywhere: z.boolean(),
});
export type DisplayScene = z.infer<typeof DisplayScene>;

/** Everything a customer display may ask and hear. It is another contract than that of the screens: a display has no other. */
export const bystanderApi = {
  'display.info': call(z.object({}), DisplayInfo),
  'display.scene': call(z.object({}), DisplayScene),
  /** As a `data:` address; null when it is gone. */
  'display.picture': call(z.object({ pictureId: PictureId }), z.object({ dataUrl: z.string() }).nullable()),
  'display.info-changed': event(DisplayInfo),
  'display.scene-changed': event(DisplayScene),
  /** This display belongs to another till now: it starts anew. */
  'display.moved': event(z.object({})),
} as const;
export type BystanderApi = typeof bystanderApi;
