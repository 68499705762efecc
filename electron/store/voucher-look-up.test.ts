import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { voucherHolder } from '#shared/members/wallet.ts';
import { voucherIssued } from '#shared/ledger/events/voucher-issued.event.ts';
import { voucherRedeemed } from '#shared/ledger/events/voucher-redeemed.event.ts';
import { voucherRestored } from '#shared/ledger/events/voucher-restored.event.ts';
import { openCounter, temporaryFolder } from '#test/support/a-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('a voucher that was used here, made good again and went away is not called used: it lies elsewhere', async () => {
  const { store, close } = await openCounter(folder.dir);
  const { voucherId, unit, amount, lot } = voucherIssued.example;
  let minute = 0;
  const note = (...facts: Fact[]) =>
    store.commit({
      facts,
      time: { atMs: Date.parse('2026-11-22T10:00:00Z') + (minute += 1) * 60_000, day: '2026-11-22' },
    });
  note({ type: 'VoucherIssued', body: voucherIssued.example });
  note({ type: 'VoucherRedeemed', body: voucherRedeemed.example });
  expect(store.look.voucher(voucherId)?.redeemedAtMs).not.toBeNull();
  note({ type: 'VoucherRestored', body: voucherRestored.example });
  note({
    type: 'RightsReturned',
    body: {
      ...{ holder: voucherHolder(voucherId), unit, because: 'recalled', recallId: null },
      parts: [{ lot, amount }],
    },
  });
  expect(store.look.voucher(voucherId)).toMatchObject({ redeemedAtMs: null, drawer: 'centre' });
  close();
});

const at = (clock: string) => ({ atMs: Date.parse(`2026-11-22T${clock}:00Z`), day: '2026-11-22' });

test('which of its uses came back goes by their sales, and not by clocks that were fast or were set right', async () => {
  const { store, close } = await openCounter(folder.dir);
  const { voucherId, unit, amount, lot } = voucherIssued.example;
  const note = (clock: string, ...facts: Fact[]) => store.commit({ facts, time: at(clock) });
  note('10:00', { type: 'VoucherIssued', body: voucherIssued.example });
  note('11:00', { type: 'VoucherRedeemed', body: voucherRedeemed.example });
  note('10:10', { type: 'VoucherRestored', body: voucherRestored.example });
  const away = { because: 'recalled' as const, recallId: null, parts: [{ lot, amount }] };
  const holder = voucherHolder(voucherId);
  note('10:11', { type: 'RightsReturned', body: { holder, unit, ...away } });
  expect(store.look.voucher(voucherId)).toMatchObject({ redeemedAtMs: null, drawer: 'centre' });

  const taken = { grantId: 'grant-1', generation: 1, number: 1, holder, unit, parts: [{ lot, amount }] };
  note('10:12', { type: 'RightsAccepted', body: taken });
  const again = { ...voucherRedeemed.example, saleId: 'sale-2' };
  note('09:00', { type: 'VoucherRedeemed', body: again });
  expect(store.look.voucher(voucherId)?.redeemedAtMs).toBe(at('09:00').atMs);
  expect(store.look.latestVouchers(1)).toMatchObject([{ redeemedAtMs: at('09:00').atMs }]);
  close();
});

test('a voucher that came back at one till and was used at another since is used, whatever their clocks', async () => {
  const { store, close } = await openCounter(folder.dir);
  const { voucherId, unit, amount, lot } = voucherIssued.example;
  const ms = (clock: string) => at(clock).atMs;
  const known = {
    columns: ['voucher_id', 'unit', 'amount', 'lot', 'label', 'drawer', 'issued_at'],
    rows: [[voucherId, unit, amount, lot, '', 'till-2', ms('09:00')]],
  };
  const uses = (...rows: (string | number | null)[][]) => ({
    table: 'voucher_uses',
    columns: ['voucher_id', 'sale_id', 'used_at', 'restored_at'],
    rows,
  });
  const cameBack = [voucherId, 'sale-1', ms('10:10'), ms('10:11')];
  store.learn([{ table: 'vouchers', ...known }, uses(cameBack)], 'c1');
  expect(store.look.voucher(voucherId)?.redeemedAtMs).toBeNull();
  store.learn([uses(cameBack, [voucherId, 'sale-2', ms('10:05'), null])], 'c2');
  expect(store.look.voucher(voucherId)?.redeemedAtMs).toBe(ms('10:05'));
  close();
});
