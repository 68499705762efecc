import type { z } from 'zod';
import type { BusinessTime, Day } from '../base/business-time.ts';
import type { Unit } from '../ledger/posting.ts';
import type { Reason } from '../ledger/reason.ts';
import type { Money } from '../money/money.ts';

/** A sale as a program sees it. `baseMinor` is what may earn: the total less what vouchers paid. */
export interface SaleToJudge {
  total: Money;
  baseMinor: number;
  /** How many of which countable things were bought. */
  items: Readonly<Record<string, number>>;
}

/** What a member holds of one unit. `here` lies in this till's drawer and may be spent here; `total` is all there is. */
export interface Holding {
  here: number;
  total: number;
}

/** What a program wants to happen. Only the visit turns it into facts. Whole, positive amounts. */
export type Grant =
  | { kind: 'award'; unit: Unit; amount: number; expiryDay: Day | null; reason: Reason }
  | { kind: 'exchange'; spend: { unit: Unit; amount: number }; voucher: VoucherGrant; reason: Reason };

/** No sale makes more vouchers than this under one program. What is left waits for the next: a slip in a set-up stops no till. */
export const mostExchanges = 20;

/** The voucher an exchange turns value into: `label` says what a coupon is good for, and is empty for money. */
export interface VoucherGrant {
  unit: Unit;
  amount: number;
  label: string;
  expiryDay: Day | null;
}

/** How far a member is on the way to the next reward, for a bar on the screen: `have` of `need`. */
export interface Progress {
  unit: Unit;
  have: number;
  need: number;
}

/** What a cashier can count with a key, because a program asks for it: "coffee". */
export interface Countable {
  item: string;
  label: string;
}

/**
 * A loyalty program: pure, deterministic, knowing nothing of tills, members or other programs. To add one: a folder
 * `programs/<name>/` and a line in programs.ts. `evaluate` is asked once per sale; what the sale itself awards is already
 * part of what an exchange may spend. It never grants zero, a fraction or a negative amount, nothing at all when the sale has
 * no base, and never more than `mostExchanges`.
 */
export interface Program<Schema extends z.ZodType = z.ZodType> {
  type: string;
  /** The owner's choices. Screens make a form of it, the ledger keeps it with each change. */
  setup: Schema;
  example: z.input<Schema>;
  /** What members hold under this program. */
  unit(programId: string): Unit;
  evaluate(input: ProgramInput<z.output<Schema>>): Grant[];
  progress(holding: Holding, setup: z.output<Schema>, programId: string): Progress;
  countables(setup: z.output<Schema>): Countable[];
}

export interface ProgramInput<Setup> {
  programId: string;
  setup: Setup;
  sale: SaleToJudge;
  holding: Holding;
  time: BusinessTime;
}

/** Keeps a program's set-up type exact. Programs that count nothing leave `countables` out. */
export function defineProgram<Schema extends z.ZodType>(
  program: Omit<Program<Schema>, 'countables'> & Partial<Pick<Program<Schema>, 'countables'>>,
): Program<Schema> {
  return { countables: () => [], ...program };
}
