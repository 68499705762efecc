import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore } from '#electron/store/store.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { sellAndKill } from '#test/support/killed-till.ts';
import { seeded } from '#test/support/seeded.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test(
  'killed at random moments during 200 sales, a till loses nothing it confirmed and sells nothing twice',
  { timeout: 120_000, retry: 0 },
  async () => {
    const seed = Number(process.env['TESSERA_SEED'] ?? Date.now() % 1_000_000);
    console.log(`killed-till: TESSERA_SEED=${seed}`);
    const told = await sellAndKill(folder.dir, 200, 12, 'off', seeded(seed));

    expect(told.complaints).toEqual([]);
    expect(told.lives).toBeGreaterThan(8);
    expect(told.confirmed.size).toBe(200);
    const store = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
    expect(store.verify().faults).toEqual([]);
    store.close();

    const db = new Database(path.join(folder.dir, 'till.db'), { readonly: true });
    const sold = db
      .prepare(`SELECT body ->> 'saleId' FROM ledger_event WHERE type = 'SaleRecorded'`)
      .pluck()
      .all();
    expect(new Set(sold)).toEqual(new Set(told.confirmed.values()));
    expect(sold).toHaveLength(200);
    const redeemed = db
      .prepare(`SELECT body ->> 'voucherId' FROM ledger_event WHERE type = 'VoucherRedeemed'`)
      .pluck()
      .all();
    expect(new Set(redeemed).size).toBe(redeemed.length);
    expect(redeemed.length).toBeGreaterThan(10);
    const papers = db
      .prepare('SELECT count(*) AS papers, count(DISTINCT voucher_id) AS vouchers FROM print_job')
      .get();
    const issued = db.prepare(`SELECT count(*) FROM ledger_event WHERE type = 'VoucherIssued'`).pluck().get();
    expect(papers).toEqual({ papers: issued, vouchers: issued });
    expect(
      db.prepare(`SELECT count(*) FROM print_job WHERE state IN ('queued', 'sending')`).pluck().get(),
    ).toBe(0);
    db.close();
  },
);
