import { expect, test } from 'vitest';
import { asked, aSale, type AskedAbout } from '#test/support/asked-program.ts';
import { badges } from './badges.program.ts';

const setup = {
  badges: [
    {
      key: 'ten',
      name: 'Ten visits',
      picture: 'heart' as const,
      earned: { kind: 'milestone' as const, visits: 10 },
    },
    { key: 'gold', name: 'Gold', earned: { kind: 'tier' as const, tier: 'Gold' } },
    { key: 'big', name: 'A thousand', earned: { kind: 'spend' as const, goalMinor: 100_000 } },
  ],
};
const given = (about: AskedAbout, minor = 1000) =>
  asked(badges, setup, aSale(minor), about).map((grant) =>
    grant.kind === 'reach' ? grant.onceKey : grant.kind,
  );
const months = (visits: number, spentMinor: number) => [
  { month: '2026-10', visits, bought: visits, spentMinor, points: 0 },
];

test('badges come with the sale that earns them, and only once', () => {
  expect(given({ member: { months: months(8, 0) } })).toEqual([]);
  expect(given({ member: { months: months(9, 98_999) } })).toEqual(['ten']);
  expect(given({ member: { months: months(9, 99_000) }, tiers: ['Gold'] })).toEqual(['ten', 'gold', 'big']);
  const has = {
    ...{ programId: 'badges', key: 'ten', saleId: 'sale', day: '2026-11-01', title: '', badge: 'heart' },
    needs: null,
    prize: null,
  };
  expect(given({ member: { months: months(30, 0), reached: [has] } })).toEqual([]);
  expect(given({ member: { months: months(30, 0), reached: [{ ...has, programId: 'others' }] } })).toEqual([
    'ten',
  ]);
});

test('a badge brings nothing else, and goes only with its own sale', () => {
  const [grant] = asked(badges, setup, aSale(1000), { tiers: ['Gold'] });
  expect(grant).toEqual({
    kind: 'reach',
    onceKey: 'gold',
    title: 'Gold',
    badge: 'star',
    needs: null,
    prize: null,
  });
});
