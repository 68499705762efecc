import path from 'node:path';
import pg from 'pg';
import { centreMachine } from '#central/platform/machine.ts';
import { openCentreStore } from '#central/store/store.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore } from '#electron/store/store.ts';
import type { Figure } from '../figures.ts';

const goalS = 60;

/** A new till of a chain with a million members learns all of them, with cards and balances, into its own file. */
export async function bootstrap(url: string, dir: string, small: boolean): Promise<Figure[]> {
  const members = small ? 100_000 : 1_000_000;
  const { rows, seconds } = await learned(url, dir, members);
  return [
    {
      what: `a new till learns ${members.toLocaleString('en')} members (${rows.toLocaleString('en')} rows)`,
      measured: `${seconds.toFixed(1)} s`,
      goal: `<= ${small ? goalS / 10 : goalS} s`,
      kept: rows >= rowsEach * members && seconds <= (small ? goalS / 10 : goalS),
    },
  ];
}

/** What stands in the read tables of each member: the wallet, a card, points, and a month of visits. */
export const rowsEach = 4;

/** How many rows a new till learns of a chain with so many members, and how long that takes it. */
export async function learned(
  url: string,
  dir: string,
  members: number,
): Promise<{ rows: number; seconds: number }> {
  const centre = await openCentreStore({ url, machine: centreMachine, log: () => undefined });
  await fill(url, members);
  const till = openStore(path.join(dir, 'new-till.db'), nodeMachine);
  const start = performance.now();
  let rows = 0;
  for (let more = true; more;) {
    const page = await centre.story('till-new', till.learnedTo());
    if (!page.ok) throw new Error(page.error.text);
    // Through JSON, as it travels.
    const told = JSON.parse(JSON.stringify(page.value)) as typeof page.value;
    till.learn(told.changes, told.cursor, told.anew);
    rows += told.changes.reduce((sum, change) => sum + change.rows.length, 0);
    ({ more } = told);
  }
  while (till.indexLearned());
  const seconds = (performance.now() - start) / 1_000;
  till.close();
  await centre.close();
  return { rows, seconds };
}

/** Members with a card and points at another till, put into the read tables as if they had always been there. */
async function fill(url: string, members: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // What went wrong is thrown by the query it happened to.
  client.on('error', () => undefined);
  const each = `generate_series(1, ${members}) AS n`;
  const wallet = "md5('wallet ' || n)";
  await client.query(
    `INSERT INTO members (wallet_id, enrolled_day) SELECT ${wallet}, '2026-10-01' FROM ${each}`,
  );
  await client.query(
    `INSERT INTO activity (wallet_id, month, visits, bought, spent_minor, points, last_day) SELECT ${wallet}, '2026-11', 3, 3, 5000, 50, '2026-11-20' FROM ${each}`,
  );
  await client.query(
    `INSERT INTO cards (card_id, wallet_id, tail) SELECT md5('a' || n) || md5('b' || n), ${wallet}, lpad((n % 10000)::text, 4, '0') FROM ${each}`,
  );
  await client.query(
    `INSERT INTO balances (holder, unit, drawer, lot, amount) SELECT 'wallet:' || ${wallet}, 'points:points', 'till-old', '2026-11-22/-', 40 FROM ${each}`,
  );
  await client.query('ANALYZE');
  await client.end();
}
