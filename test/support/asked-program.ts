import type { z } from 'zod';
import type { Moment } from '#shared/base/business-time.ts';
import { typedBasket, type Line } from '#shared/basket/basket.ts';
import { unknownMember, type MemberFacts } from '#shared/members/member-facts.ts';
import type { Grant, Holding, Program, SaleToJudge } from '#shared/programs/program.ts';

/** A sale whose every line may earn whole; of one line when none are given. */
export function aSale(totalMinor: number, lines?: readonly Line[], currency = 'EUR'): SaleToJudge {
  const total = { minor: totalMinor, currency };
  const all = lines ?? typedBasket(total).lines;
  return {
    total,
    baseMinor: totalMinor,
    lines: all.map((line) => ({ ...line, countedMinor: line.totalMinor })),
    items: {},
  };
}

/** When and about whom a program is asked; a Sunday morning and a stranger, unless said otherwise. */
export interface AskedAbout extends Partial<Moment> {
  holding?: Holding;
  tiers?: readonly string[];
  member?: Partial<MemberFacts>;
}

/** What a program grants for a sale under a set-up, which has to fit its schema. */
export function asked<Schema extends z.ZodType>(
  program: Program<Schema>,
  setup: z.input<Schema>,
  sale: SaleToJudge,
  { holding = { here: 0, total: 0 }, tiers = [], member = {}, ...when }: AskedAbout = {},
): Grant[] {
  const time = { atMs: 1_795_000_000_000, day: '2026-11-22', minute: 600, weekday: 7, ...when };
  return program.evaluate({
    programId: program.type,
    setup: program.setup.parse(setup) as z.output<Schema>,
    sale,
    holding,
    time,
    member: () => ({ ...unknownMember, ...member }),
    tiers,
    countedByAll: () => [],
  });
}
