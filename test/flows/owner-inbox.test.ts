import { expect, test, vi } from 'vitest';
import type { Centre } from '#central/centre.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { GivenRights } from '#shared/sync/protocol.ts';
import { waiting } from '#test/support/a-chain.ts';
import { aCentre, aLine, where } from '#test/support/rights-line.ts';
import { awarded, joined, walletOf } from '#test/support/till-pen.ts';

const walletId = walletOf(1);
const lot = '2026-11-22/2027-11-22';
const euro = (minor: number) => ({ minor, currency: 'EUR' });
const inbox = async (centre: Centre) => (await centre.store.overview()).conflicts;
const wellKept = { faults: [], differences: [] };

/** A sale of 8.00 to member 1 at till-1, which earned 8 points there. */
function soldAtOne(): Fact[] {
  const total = euro(800);
  const earned = awarded(1, 8, 'till-1', lot);
  const sold = { saleId: 's-1', walletId, total, paidWithVouchersMinor: 0, items: [] };
  return [
    { type: 'SaleRecorded', body: sold } as Fact,
    { ...earned, body: { ...earned.body, saleId: 's-1' } } as Fact,
  ];
}

/** So much of it was paid back without the right to it. */
const refunded = (reversalId: string, minor: number): Fact => ({
  type: 'SaleReversed',
  body: {
    reversalId,
    saleId: 's-1',
    kind: 'refund',
    amount: euro(minor),
    lines: [],
    originalTill: 'till-1',
    walletId,
    parts: [],
    provisional: true,
    note: '',
  },
});

test('a refund that waits for a till that was revoked is settled by the owner, and the rest can be refunded elsewhere', async () => {
  const centre = await aCentre();
  const [one, two] = [await aLine(centre.url, 'till-1'), await aLine(centre.url, 'till-2')];
  await one.say(...joined(1), ...soldAtOne());
  await two.say(refunded('r-1', 600));
  const decision = { kind: 'settle-refund', reversalId: 'r-1', by: 'owner' } as const;
  expect((await inbox(centre)).count, 'the till may still come').toBe(0);
  expect(await centre.store.decideAsOwner(decision)).toMatchObject({ ok: false });
  const gone = { kind: 'revoke-till', till: 'till-1', because: 'broken', by: 'owner' } as const;
  expect(await centre.store.decideAsOwner(gone)).toMatchObject({ ok: true });
  expect(await inbox(centre)).toMatchObject({
    count: 1,
    latest: [{ id: 'r-1', kind: 'stranded-refund', till: 'till-1', moneyMinor: 600, currency: 'EUR' }],
  });
  expect(await centre.store.decideAsOwner(decision)).toMatchObject({ ok: true, value: { facts: 2 } });
  expect(await centre.store.decideAsOwner(decision), 'only once').toMatchObject({ ok: false });
  expect((await inbox(centre)).count).toBe(0);
  expect(await where(centre), 'six points are taken back').toEqual({ centre: 2 });
  expect(await where(centre, 'sale:s-1')).toEqual({ centre: 200 });
  const wants = [{ holder: 'sale:s-1', unit: 'refund:EUR', amount: 1 }];
  const { grants } = GivenRights.parse((await two.till.ask('POST', '/v1/rights', { wants, after: 0 })).body);
  expect(grants).toMatchObject([{ parts: [{ lot, amount: 200 }] }]);
  expect(await centre.store.verify()).toMatchObject(wellKept);
}, 60_000);

test('what two refunds paid back beyond a sale is what the owner sees, and not the whole of the second', async () => {
  const centre = await aCentre();
  const [one, two] = [await aLine(centre.url, 'till-1'), await aLine(centre.url, 'till-2')];
  await one.say(...joined(1), ...soldAtOne());
  await two.say(refunded('r-1', 600), refunded('r-2', 500));
  const right = { holder: 'sale:s-1', unit: 'refund:EUR', parts: [{ lot, amount: 800 }] };
  await one.say(
    { type: 'RefundOpened', body: { saleId: 's-1', total: euro(800), lot } },
    { type: 'RightsReturned', body: { ...right, because: 'recalled', recallId: 'x-1' } },
  );
  await vi.waitFor(
    async () =>
      expect(await inbox(centre)).toMatchObject({
        count: 1,
        latest: [{ id: 'r-2', kind: 'refund', amount: 300, moneyMinor: 300, currency: 'EUR' }],
      }),
    waiting,
  );
  const seen = { kind: 'close-refund', reversalId: 'r-2', by: 'owner' } as const;
  expect(await centre.store.decideAsOwner(seen)).toMatchObject({ ok: true });
  expect((await inbox(centre)).count).toBe(0);
}, 60_000);

test('what a till took out of an empty drawer stands in the inbox until the owner has seen it, also after a rebuild', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const gift = 'c'.repeat(32);
  await one.say(...joined(1), {
    type: 'GiftCardSpent',
    body: {
      giftCardId: gift,
      unit: 'gift:EUR',
      parts: [{ lot, amount: 750 }],
      vat: { kind: 'mpv' },
      saleId: 's-9',
      reservationId: null,
    },
  });
  expect(await inbox(centre)).toMatchObject({
    count: 1,
    latest: [
      { kind: 'set-aside', till: 'till-1', unit: 'gift:EUR', amount: 750, moneyMinor: 750, currency: 'EUR' },
    ],
  });
  const { seq } = one.pen.log.at(-1) ?? { seq: 0 };
  const seen = { kind: 'close-set-aside', till: 'till-1', seq, by: 'owner' } as const;
  expect(await centre.store.decideAsOwner({ ...seen, seq: seq - 1 })).toMatchObject({ ok: false });
  expect(await centre.store.decideAsOwner(seen)).toMatchObject({ ok: true });
  expect((await inbox(centre)).count).toBe(0);
  await centre.store.rebuild();
  expect((await inbox(centre)).count).toBe(0);
  expect(await where(centre, `gift-card:${gift}`)).toEqual({});
}, 60_000);
