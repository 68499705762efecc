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
