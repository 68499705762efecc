import { expect, test } from 'vitest';
import { campaignHolder } from '#shared/ledger/holder.ts';
import { given, program, today, type Counter } from '#test/support/given.ts';
import { reverseAt } from '#test/support/reverse-at.ts';
import { seeded } from '#test/support/seeded.ts';

/** A till of the shop: its ledger, and the sales of it that used the coupon. */
interface Box {
  counter: Counter;
  used: { saleId: string; leftMinor: number }[];
}

const schedules = 25;
const steps = 30;
let sales = 0;

/** Sells with the code said: whether something was taken off. */
function use({ counter, used }: Box, payTwice: boolean): void {
  const saleId = `sale-${(sales += 1)}`;
  counter.when({ type: 'Clear' });
  if (!counter.when(counter.scan('SUMMER10')).ok) return;
  if (payTwice) counter.when(counter.scan('SUMMER10'));
  const sold = counter.when({ type: 'RecordSale', saleId, amountText: '20' });
  const [sale] = sold.ok ? sold.value.facts : [];
  if (sale?.type === 'SaleRecorded' && sale.body.reductions?.length)
    used.push({ saleId, leftMinor: sale.body.total.minor });
}

/** Takes back so much of a sale; with the last cent the use comes back. */
function takeBack({ counter, used }: Box, chance: ReturnType<typeof seeded>): void {
  const sale = chance.pick(used);
  const amountMinor = chance.pick([null, chance.int(1, sale.leftMinor)]);
  const kind = amountMinor === null && sale.leftMinor === 1_800 ? 'void' : 'refund';
  const done = reverseAt(counter, { saleId: sale.saleId, kind, amountMinor });
  if (!done.ok) throw new Error(`not taken back: ${done.error.code}`);
  sale.leftMinor -= amountMinor ?? sale.leftMinor;
  if (sale.leftMinor === 0) used.splice(used.indexOf(sale), 1);
}

const lyingIn = ({ counter }: Box): number =>
  counter.look.heldBy(campaignHolder('summer')).reduce((sum, { amount }) => sum + amount, 0);
const total = (boxes: readonly Box[], of: (box: Box) => number): number =>
  boxes.reduce((sum, box) => sum + of(box), 0);

test('over any schedule of tills that lease, sell, refund in parts and void, a limited coupon is never used more often, and no use is lost', () => {
  let full = 0;
  for (let seed = 1; seed <= schedules; seed += 1) {
    const chance = seeded(seed);
    const limit = chance.int(1, 6);
    let pool = limit;
    const setup = { name: 'Summer', effect: { kind: 'percent', bp: 1_000 }, code: 'SUMMER10', limit };
    const boxes = Array.from({ length: chance.int(1, 3) }, (): Box => ({
      counter: given([program('summer', setup, 1, 'coupons')]),
      used: [],
    }));
    for (let step = 0; step < steps; step += 1) {
      const box = chance.pick(boxes);
      const what = chance.int(0, 5);
      if (what === 0 && pool > 0) {
        const block = chance.int(1, pool);
        pool -= block;
        box.counter.learns([
          { type: 'CampaignOpened', body: { campaignId: 'summer', limit: block, lot: `${today}/-` } },
        ]);
      } else if (what === 1 && box.used.length > 0) takeBack(box, chance);
      else use(box, what === 2);
      const [used, lying] = [total(boxes, (one) => one.used.length), total(boxes, lyingIn)];
      expect({ seed, step, all: used + lying + pool }).toEqual({ seed, step, all: limit });
      expect(used).toBeLessThanOrEqual(limit);
      if (used === limit) full += 1;
    }
  }
  // The limit was met, again and again, and not only approached.
  expect(full).toBeGreaterThan(60);
});
