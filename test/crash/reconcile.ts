import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { startCentre } from '#central/centre.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import { openTestTill } from '#test/support/open-till.ts';
import { foundAtTill } from './audit.ts';
import type { TillAtRisk, World } from './world.ts';

const patienceMs = 120_000;
const pageSize = 5_000;

/** How much there was to agree on. */
export interface Reconciled {
  events: number;
}

/**
 * Ends the load, lets every till bring the rest to the centre, ends the centre as people do, and compares everything with
 * everything. What does not agree is added to the findings.
 */
export async function reconcile(world: World): Promise<Reconciled> {
  const { tills, centre, findings } = world;
  for (const till of tills) {
    till.struck = true;
    till.seller.signal('SIGKILL');
    await till.seller.ended;
    findings.push(...till.told.complaints.splice(0));
  }
  for (const till of tills) await bringTheRest(till, centre.url, findings);
  const code = await centre.stop();
  if (code !== 0) findings.push(`the centre ended with ${code} when it was asked to`);

  for (const till of tills) world.note(till, 'sales', foundAtTill(till.folder, till.told));
  const again = await startCentre({
    dataDir: centre.dataDir,
    host: '127.0.0.1',
    port: 0,
    log: () => {},
  });
  try {
    const { events, faults, differences, overdrawn } = await again.store.verify();
    for (const { writer, seq, fault } of faults)
      findings.push(`the centre's log of ${writer}: ${fault} at ${seq}`);
    for (const { table, missing, extra } of differences)
      findings.push(`the centre's ${table}: ${missing} rows are missing and ${extra} should not be there`);
    for (const { holder, unit, drawer, amount } of overdrawn)
      findings.push(`the centre's ${holder} is at ${amount} in ${unit} at ${drawer}`);
    await centre.withDatabase(async (client) => {
      findings.push(...(await redeemedTwice(client)));
      for (const { folder } of tills) findings.push(...(await differ(client, folder)));
    });
    return { events };
  } finally {
    await again.close();
  }
}

/** Opens the till once more and waits until its own mark says that the centre has everything. */
async function bringTheRest({ folder }: TillAtRisk, centreUrl: string, findings: string[]): Promise<void> {
  const { till, close } = await openTestTill(folder, { centreUrl });
  const until = performance.now() + patienceMs;
  while ((till.link.pending() > 0 || till.status().link !== 'online') && performance.now() < until)
    await pause(20);
  const { link } = till.status();
  if (till.link.pending() > 0 || link !== 'online')
    findings.push(
      `${till.store.writer} is ${link} and still has ${till.link.pending()} events for the centre`,
    );
  await close();
}

/** Both sides hold the same log of this till, event for event. */
async function differ(client: pg.Client, folder: string): Promise<string[]> {
  const store = openStore(path.join(folder, 'till.db'), nodeMachine);
  try {
    const { writer } = store;
    const [own, theirs] = [ownLog(store), await logAt(client, writer)];
    const at = own.findIndex((hash, index) => hash !== theirs[index]);
    if (at < 0 && own.length === theirs.length) return [];
    const lengths = `${own.length} events at the till and ${theirs.length} at the centre`;
    return [`the log of ${writer} has ${lengths}${at < 0 ? '' : `, and they part at ${at + 1}`}`];
  } finally {
    store.close();
  }
}

function ownLog(store: Store): string[] {
  const hashes: string[] = [];
  for (;;) {
    const page = store.ownAfter(hashes.length, pageSize);
    hashes.push(...page.map(({ hash }) => hash));
    if (page.length < pageSize) return hashes;
  }
}

async function logAt(client: pg.Client, writer: string): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM ledger_event WHERE writer = $1 ORDER BY seq`,
    [writer],
  );
  return rows.map(({ hash }) => hash);
}

async function redeemedTwice(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ voucher: string; times: number }>(
    `SELECT body::json ->> 'voucherId' AS voucher, count(*)::int AS times
     FROM ledger_event WHERE type = 'VoucherRedeemed' GROUP BY 1 HAVING count(*) > 1`,
  );
  return rows.map(({ voucher, times }) => `voucher ${voucher} was redeemed ${times} times`);
}
