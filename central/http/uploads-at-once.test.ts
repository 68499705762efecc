import { expect, onTestFinished, test } from 'vitest';
import { openCentreStore } from '#central/store/store.ts';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { tillOnTheLine } from '#test/support/speaking-till.ts';
import { opened, sale, tillPen } from '#test/support/till-pen.ts';
import { buildServer } from './server.ts';

const waiting = `SELECT count(*)::int AS uploads FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

test('of more uploads than the database takes at once one is told when to come back, and nothing of it is lost', async () => {
  const databaseUrl = await freshDatabase();
  const machine = centreMachineAt(() => 1_795_000_100_000);
  const store = await openCentreStore({ url: databaseUrl, machine, log: () => undefined });
  const app = buildServer({
    store,
    host: '127.0.0.1',
    names: [],
    dashboard: '/nowhere',
    log: () => undefined,
  });
  onTestFinished(async () => {
    await app.close();
    await store.close();
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const till = await tillOnTheLine(url, 'till-1', await store.makePairingCode());
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'), ...sale(pen, 1, 500));

  const uploads = await withDatabase(databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(`SELECT FROM till_log WHERE writer = 'till-1' FOR UPDATE`);
    const held = Array.from({ length: 8 }, () => till.upload(pen.log));
    // Asked by another connection: within a transaction this view stays as it was.
    const inLine = () =>
      withDatabase(databaseUrl, async (other) => {
        const { rows } = await other.query<{ uploads: number }>(waiting);
        return rows[0]?.uploads;
      });
    await expect.poll(inLine, { timeout: 20_000 }).toBe(8);
    const one = await till.upload(pen.log);
    expect(one).toMatchObject({ status: 503, body: { code: 'BUSY' } });
    expect(one.headers.get('retry-after')).toBe('2');
    await client.query('COMMIT');
    return Promise.all(held);
  });
  expect(uploads.map(({ status }) => status)).toEqual(Array.from(uploads, () => 200));
  expect(await till.upload(pen.log)).toMatchObject({ status: 200, body: { stored: { seq: 3 } } });
  expect((await store.overview()).totals).toMatchObject([{ sales: 1 }]);
});
