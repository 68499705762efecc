import { z } from 'zod';
import { visitsIn, type MemberFacts } from '../../members/member-facts.ts';
import { Picture } from '../badge.ts';
import { defineProgram, type Grant } from '../program.ts';

const Earned = z.discriminatedUnion('kind', [
  /** With the first sale as a member of the tier. */
  z.object({ kind: z.literal('tier'), tier: z.string().min(1).max(40) }),
  /** With the so-manieth visit. */
  z.object({ kind: z.literal('milestone'), visits: z.int().min(1).max(100_000) }),
  /** With the sale that brings what was spent in all to so much. */
  z.object({ kind: z.literal('spend'), goalMinor: z.int().min(1).max(1_000_000_000) }),
]);

const Badge = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** What people read: "A hundred coffees". */
  name: z.string().min(1).max(40),
  picture: Picture.default('star'),
  earned: Earned,
});
type Badge = z.output<typeof Badge>;

/** Badges for what members became: worth nothing but to them, and theirs unless the very sale that brought one is taken back whole. */
export const badges = defineProgram({
  type: 'badges',
  setup: z
    .object({ badges: z.array(Badge).min(1).max(50) })
    .refine(({ badges: all }) => new Set(all.map(({ key }) => key)).size === all.length, 'KEY_TWICE'),
  example: {
    badges: [
      { key: 'regular', name: 'Ten visits', picture: 'heart', earned: { kind: 'milestone', visits: 10 } },
      { key: 'gold', name: 'Gold', picture: 'crown', earned: { kind: 'tier', tier: 'Gold' } },
    ],
  },
  evaluate({ programId, setup, sale, tiers, member }): Grant[] {
    if (sale.baseMinor === 0) return [];
    const facts = member();
    const has = new Set(facts.reached.flatMap((one) => (one.programId === programId ? [one.key] : [])));
    return setup.badges
      .filter((badge) => !has.has(badge.key) && isEarned(badge, facts, tiers, sale.total.minor))
      .map(({ key, name, picture }) => ({
        kind: 'reach',
        onceKey: key,
        title: name,
        badge: picture,
        needs: null,
        prize: null,
      }));
  },
});

function isEarned(
  { earned }: Badge,
  { months }: MemberFacts,
  tiers: readonly string[],
  saleMinor: number,
): boolean {
  switch (earned.kind) {
    case 'tier':
      return tiers.includes(earned.tier);
    case 'milestone':
      return visitsIn(months) + 1 >= earned.visits;
    case 'spend':
      return months.reduce((sum, { spentMinor }) => sum + spentMinor, saleMinor) >= earned.goalMinor;
    default:
      return earned satisfies never;
  }
}
