import { z } from 'zod';

/** What is printed on a register's own receipt, before it is cut. Nothing unless somebody chose it. */
export const FooterChoice = z.object({
  /** A member at the counter: the receipt's total confirms their sale, and the balance after it is printed. */
  confirms: z.boolean().default(false),
  /** Nobody there: the receipt carries the code by which its sale can be claimed. */
  claims: z.boolean().default(false),
  /** With the balance, their place on the leaderboard: nothing for who takes no part in it. */
  place: z.boolean().default(true),
  /** How long a receipt's cut may wait for it, in ms; 0 is not at all. */
  holdMs: z.int().min(0).max(2_000).default(400),
  /** The register's printer, as in resources/printers. */
  model: z.string().min(1).max(60).default('generic-80'),
});
export type FooterChoice = z.output<typeof FooterChoice>;

/** The choices of this till, register by register, by its name. */
export const FooterChoices = z.object({ registers: z.record(z.string(), FooterChoice).default({}) });
export type FooterChoices = z.output<typeof FooterChoices>;

/** Whether anything may be added at all, so that a cut is worth waiting for. */
export const isAdding = ({ confirms, claims, holdMs }: FooterChoice): boolean =>
  (confirms || claims) && holdMs > 0;
