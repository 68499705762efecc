import { expect, test } from 'vitest';
import { configure } from '../programs/programs.ts';
import { openCampaigns } from './open-campaigns.ts';

const coupon = (programId: string, limit: number | null) => {
  const setup = JSON.stringify({ name: 'Ten', effect: { kind: 'percent', bp: 1_000 }, limit });
  const configured = configure({ programId, type: 'coupons', revision: 1, setup });
  if (!configured) throw new Error('a coupon');
  return configured;
};

test('opens all of a new limit, the rest of a raised one, and nothing else, always in one lot', () => {
  const programs = [coupon('new', 100), coupon('raised', 80), coupon('open', 50), coupon('endless', null)];
  const opened = new Map([
    ['raised', 50],
    ['open', 50],
  ]);
  const facts = openCampaigns(programs, (id) => opened.get(id) ?? 0);
  expect(facts.map(({ body }) => body)).toEqual([
    { campaignId: 'new', limit: 100, lot: '1970-01-01/-' },
    { campaignId: 'raised', limit: 30, lot: '1970-01-01/-' },
  ]);
});
