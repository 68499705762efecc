import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { onTestFailed, onTestFinished, vi } from 'vitest';
import type { DrawerSettings } from '#shared/settings/shop-settings.ts';
import { startCentre, type Centre, type CentreOptions } from '#central/centre.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { temporaryFolder } from './a-till.ts';
import { freshDatabase, withDatabase } from './centre-database.ts';
import { openTestTill, type TillUnderTest } from './open-till.ts';

/** A shop's tills and their centre, all real, in one process; gone when the test ends. */
export interface Chain {
  dir: string;
  centre: Centre;
  /**
   * Opens a till in its own folder, which may have been there before. `online` false: it finds no centre. With `drawers` it is a
   * shop of its own that chose them, and not the demo shop; it is called `shop`.
   */
  till(
    name: string,
    online?: boolean,
    drawers?: z.input<typeof DrawerSettings>,
    shop?: string,
  ): Promise<TillUnderTest>;
  /** Waits until the centre has all of a till's log. */
  uploaded(open: TillUnderTest): Promise<unknown>;
  /** One column of the centre's database. */
  column(sql: string, ...values: unknown[]): Promise<string[]>;
}

/** In a shop the till hears of others every few seconds; here nobody stands and waits for the same rules sooner. */
const linkRests = { idleMs: 100, firstTroubleMs: 100, longestTroubleMs: 1_000 };

export const waiting = { timeout: 45_000, interval: 20 };

/** An address where nobody listens: the way to a centre that is cut. */
export const nobody = 'http://127.0.0.1:9';

/** `more` is what the centre is started with besides. */
export async function aChain(more: Partial<CentreOptions> = {}): Promise<Chain> {
  const folder = temporaryFolder();
  const databaseUrl = await freshDatabase();
  const dataDir = path.join(folder.dir, 'centre');
  const said = { databaseUrl, dataDir, host: '127.0.0.1', port: 0, ...more };
  const lines: string[] = [];
  const centre = await startCentre({ ...said, log: (line) => void lines.push(line) });
  onTestFailed(() => console.error(['The centre said:', ...lines].join('\n  ')));
  const tills: TillUnderTest[] = [];
  onTestFinished(async () => {
    for (const open of tills) await open.close();
    await centre.close();
    folder.remove();
  });
  return {
    dir: folder.dir,
    centre,
    async till(name, online = true, drawers, shop = demoShop.settings.shop) {
      const centreUrl = online ? centre.url : nobody;
      const dir = path.join(folder.dir, name);
      if (drawers) {
        mkdirSync(dir, { recursive: true });
        const settings = { ...demoShop.settings, shop, tillName: name, drawers };
        writeFileSync(path.join(dir, 'settings.json'), JSON.stringify(settings));
      }
      const quick = { longestAskingMs: 15_000, linkRests };
      const open = await openTestTill(dir, { centreUrl, demo: !drawers, ...quick });
      let closed: Promise<void> | undefined;
      const once = { ...open, close: () => (closed ??= open.close()) };
      tills.push(once);
      return once;
    },
    uploaded: (open) => vi.waitUntil(() => open.till.link.pending() === 0, waiting),
    column: (sql, ...values) =>
      withDatabase(databaseUrl, async (client) => {
        const { rows } = await client.query<Record<string, unknown>>(sql, values);
        return rows.map((row) => String(Object.values(row)[0]));
      }),
  };
}

/** Waits until these tills have heard of each other. */
export const acquainted = (...tills: TillUnderTest[]) =>
  vi.waitUntil(
    () =>
      tills.every(
        ({ till }) => till.store.look.tills().length >= tills.length && till.status().link === 'online',
      ),
    waiting,
  );

/** What a customer brings to a till. */
export const scan = (open: TillUnderTest, text: string) =>
  open.screen.call('checkout.scan', { deviceId: 'test', text });

let sales = 0;
/** A sale of its own. */
export const sell = (open: TillUnderTest, amountText: string) =>
  open.screen.call('checkout.confirm', { commandId: `chain-sale-${(sales += 1)}`, amountText });

/** Sells until a voucher comes out of the printer, and answers with what a scanner reads off it. */
export async function voucherFrom(open: TillUnderTest, card: string, amountText = '100.00'): Promise<string> {
  await scan(open, card);
  await sell(open, amountText);
  const [voucher] = open.till.store.look.latestVouchers(1);
  if (!voucher) throw new Error('no voucher came out');
  return voucher.token;
}

/** The refusal of an answer, or undefined. */
export const refusalIn = (answer: { ok: boolean; refusal?: { code: string } }) => answer.refusal?.code;
