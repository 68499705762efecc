import { z } from 'zod';

/** A line that a shop prints on every paper: anything people read, and nothing that a printer takes for a command. */
const PaperLine = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}]+$/u);

/** How a shop speaks to its customers: `plain` greets nobody. */
export const Tone = z.enum(['plain', 'formal', 'warm']);
export type Tone = z.infer<typeof Tone>;

/** What a shop says on every paper beside the paper's own words. Part of the shop's rules: versioned, and the same at every till of this shop. */
export const PaperSettings = z.object({
  /** Under the shop's name: where it is, its tax number. */
  head: z.array(PaperLine).max(5).default([]),
  /** At the foot. With none, and no greeting, it is the one line that the settings' file says. */
  foot: z.array(PaperLine).max(6).default([]),
  tone: Tone.default('plain'),
});
export type PaperSettings = z.infer<typeof PaperSettings>;

/** The shop as its papers name it, ready to be printed. */
export interface PaperHouse {
  shop: string;
  head: readonly string[];
  foot: readonly string[];
  tone: Tone;
}

/** The shop as its papers name it, from what it chose. */
export const paperHouse = (settings: {
  shop: string;
  voucherFooter: string;
  paper: PaperSettings;
}): PaperHouse => {
  const { shop, voucherFooter, paper } = settings;
  const { head, foot, tone } = paper;
  const ofFile = foot.length === 0 && tone === 'plain' && voucherFooter !== '' ? [voucherFooter] : foot;
  return { shop, head, tone, foot: ofFile };
};
