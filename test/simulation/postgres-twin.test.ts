import { afterAll, expect, test } from 'vitest';
import { openCentreStore } from '#central/store/store.ts';
import { speak } from '#electron/platform/language.ts';
import { projections } from '#shared/projections/projections.ts';
import { freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { doAgain } from './centre/do-again.ts';
import { dumpTable, type MemoryTables } from './centre/memory-tables.ts';
import { faultsIn, type Focus } from './schedule/feature.ts';
import type { Performed } from './centre/operation.ts';
import { run } from './run.ts';
import { plain, scheduleOf } from './schedule/schedule.ts';
import { startMs } from './schedule/schedule-start.ts';
import { scratchFolder } from './tills/till-files.ts';
import { virtualMachine } from './world/machine.ts';

const scratch = scratchFolder();
afterAll(() => scratch.remove());

/** A world without a restored centre, and without features unless some are asked for, since a recording cannot put a PostgreSQL back; and all that its centre did. */
async function recording(seed: number, focus: readonly Focus[]) {
  const drawn = scheduleOf(seed, focus);
  const full = faultsIn(focus).length === focus.length ? plain(drawn) : drawn;
  const schedule = {
    ...full,
    faults: full.faults.filter(({ kind }) => kind !== 'centre-restored'),
  };
  const done: Performed[] = [];
  const result = await run(schedule, {
    dir: scratch.dir,
    say: await speak('en'),
    // Kept as text: what the centre in memory answers is not to be changed by what comes after.
    performed: (one) => done.push(JSON.parse(JSON.stringify(one)) as Performed),
  });
  return { done, ...result };
}

/** The rows of the real read tables as the centre in memory shows its own. */
async function tablesIn(url: string): Promise<Map<string, string[]>> {
  const dumps = new Map<string, string[]>();
  await withDatabase(url, async (client) => {
    for (const { table } of projections) {
      const columns = [...Object.keys(table.key), ...Object.keys(table.columns)];
      const types = { ...table.key, ...mapTypes(table.columns) };
      const { rows } = await client.query<Record<string, string | null>>(
        `SELECT ${columns.join(', ')} FROM ${table.name}`,
      );
      const cell = (row: Record<string, string | null>, column: string) =>
        row[column] === null || types[column] === 'text' ? row[column] : Number(row[column]);
      dumps.set(table.name, rows.map((row) => JSON.stringify(columns.map((one) => cell(row, one)))).sort());
    }
  });
  return dumps;
}

/** How many debts the centre repaid. */
const repaidAtCentre = (url: string): Promise<number> =>
  withDatabase(url, async (client) => {
    const { rows } = await client.query(
      `SELECT FROM ledger_event WHERE writer = 'centre' AND type = 'DebtRepaid'`,
    );
    return rows.length;
  });

const mapTypes = (columns: Readonly<Record<string, { type: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));

const inMemory = (tables: MemoryTables): Map<string, string[]> =>
  new Map(projections.map((projection) => [projection.table.name, dumpTable(tables, projection)]));

const forgetful: Focus[] = ['offline', 'storm', 'restored', 'power-cut'];

// In the fourth sales are brought back, and what is owed since is repaid; in the fifth receipts are claimed, and refunds settled of them; in the last two members are merged and use what lies under both cards.
test.each<[number, Focus[], number]>([
  [3, forgetful, 0],
  [12, forgetful, 0],
  [21, forgetful, 0],
  [1, ['offline', 'storm'], 1],
  [36, ['offline', 'late-claims', 'challenge', 'caps', 'places'], 0],
  [49, ['offline', 'merges'], 0],
  [53, ['offline', 'merges'], 0],
])(
  'the centre in PostgreSQL answers and keeps what the simulated one did, in world %i',
  async (seed, focus, leastRepaid) => {
    const { done, failure, tables } = await recording(seed, focus);
    expect(failure).toBeNull();
    const kinds = done.map(({ operation }) => operation.kind);
    expect(kinds).toEqual(expect.arrayContaining(['pair', 'open-session', 'accept', 'give-rights']));
    let now = startMs;
    const url = await freshDatabase();
    const machine = virtualMachine(seed, 'centre', () => now);
    const store = await openCentreStore({ url, machine, log: () => {} });
    try {
      for (const { atMs, operation, answer } of done) {
        now = atMs;
        const again = JSON.parse(JSON.stringify(await doAgain(store, operation))) as unknown;
        expect(withoutText(again), `${operation.kind} at ${atMs}`).toEqual(withoutText(answer));
      }
      const { faults, differences, overdrawn } = await store.verify();
      expect({ faults, differences, overdrawn }).toEqual({ faults: [], differences: [], overdrawn: [] });
      expect(await tablesIn(url)).toEqual(inMemory(tables));
      expect(await repaidAtCentre(url)).toBeGreaterThanOrEqual(leastRepaid);
    } finally {
      await store.close();
    }
  },
  120_000,
);

/** Refusals are compared by their codes: their sentences are for people. */
function withoutText(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return answer;
  return { ok: false, code: (answer.error as { code: string }).code };
}
