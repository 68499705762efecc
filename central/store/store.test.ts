import { expect, onTestFinished, test } from 'vitest';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { joined, opened, sale, tillPen } from '#test/support/till-pen.ts';
import { openCentreStore } from './store.ts';

const machine = centreMachineAt(() => 1_795_000_100_000);

async function openAt(url: string, said: string[] = []) {
  const store = await openCentreStore({ url, machine, log: (line) => said.push(line) });
  onTestFinished(() => store.close().catch(() => undefined));
  return store;
}

async function aDayAt(url: string) {
  const store = await openAt(url);
  for (const name of ['till-1', 'till-2']) {
    const pen = tillPen(name);
    pen.write(opened(name), ...joined(1), ...joined(2));
    for (let count = 0; count < 20; count++) pen.write(...sale(pen, (count % 2) + 1, 250 + count));
    pen.scrawl('ValueAwarded', { nothing: 'right' });
    expect(await store.accept({ writer: name, envelopes: pen.log })).toMatchObject({ ok: true });
  }
  return store;
}

test('the read tables are what the ledger says, before and after they are made anew', async () => {
  const store = await aDayAt(await freshDatabase());
  const whole = { writers: 3, events: 94, faults: [], differences: [], overdrawn: [] };
  expect(await store.verify()).toEqual(whole);
  const before = await store.overview();
  expect(before.totals).toEqual([{ currency: 'EUR', sales: 40, totalMinor: 10_380 }]);
  await store.rebuild();
  expect(await store.verify()).toEqual(whole);
  expect(await store.overview()).toEqual(before);
});

test('a look at everything finds the table, the event and the mark that somebody changed', async () => {
  const url = await freshDatabase();
  const store = await aDayAt(url);
  await withDatabase(url, async (client) => {
    await client.query(
      "UPDATE balances SET amount = amount + 1 WHERE holder LIKE 'wallet:%' AND drawer = 'till-home'",
    );
    await client.query("UPDATE ledger_event SET at = at + 1 WHERE writer = 'till-1' AND seq = 7");
    await client.query("UPDATE till_log SET seq = 45, safe = 45 WHERE writer = 'till-2'");
  });
  const found = await store.verify();
  expect(found.faults).toEqual([
    { writer: 'till-1', seq: 7, fault: 'WRONG_HASH' },
    { writer: 'till-2', seq: 45, fault: 'WRONG_MARK' },
  ]);
  expect(found.differences).toEqual([{ table: 'balances', missing: 2, extra: 2 }]);
});

test('a database whose tables were filled by older code is filled anew when the centre opens it', async () => {
  const url = await freshDatabase();
  const before = await aDayAt(url);
  const seen = await before.overview();
  await before.close();
  await withDatabase(url, async (client) => {
    await client.query("UPDATE projection_version SET version = 0 WHERE name = 'books'");
    await client.query('UPDATE books SET amount = 0');
    await client.query(
      "CREATE TABLE forgotten (x integer); INSERT INTO projection_version VALUES ('forgotten', 1, 'forgotten')",
    );
  });
  const said: string[] = [];
  const after = await openAt(url, said);
  expect(await after.overview()).toEqual(seen);
  expect(said).toEqual([expect.stringContaining('anew from the ledger')]);
  const [left] = await withDatabase(
    url,
    async (client) => (await client.query("SELECT to_regclass('forgotten') AS it")).rows,
  );
  expect(left).toEqual({ it: null });
});

test('a database of a newer Tessera is refused kindly and left as it was', async () => {
  const url = await freshDatabase();
  await (await openAt(url)).close();
  await withDatabase(url, (client) => client.query('UPDATE schema_version SET version = 77'));
  await expect(openAt(url)).rejects.toMatchObject({
    code: 'NEWER_DATABASE',
    message: expect.stringContaining('77'),
  });
  const [row] = await withDatabase(
    url,
    async (client) => (await client.query('SELECT version FROM schema_version')).rows,
  );
  expect(row).toEqual({ version: '77' });
});

test('two centres that open a new database at once make its tables once', async () => {
  const url = await freshDatabase();
  const stores = await Promise.all([openAt(url), openAt(url), openAt(url)]);
  for (const store of stores) expect(await store.isThere()).toBe(true);
  expect(await stores[0].verify()).toEqual({
    writers: 1,
    events: 2,
    faults: [],
    differences: [],
    overdrawn: [],
  });
});

test('a database that confirms what is not on disk yet is named when the centre opens it', async () => {
  const url = await freshDatabase();
  const said = async () => {
    const lines: string[] = [];
    const store = await openCentreStore({
      url,
      machine,
      log: (line) => void lines.push(line),
    });
    await store.close();
    return lines.filter((line) => line.includes('is off'));
  };
  expect(await said()).toEqual([]);
  const name = new URL(url).pathname.slice(1);
  await withDatabase(url, (client) => client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`));
  expect(await said()).toEqual([
    expect.stringMatching(/^database: synchronous_commit is off, .* Turn it on/),
  ]);
});

test('a database that is not there is said in words', async () => {
  const url = await freshDatabase();
  const missing = Object.assign(new URL(url), { pathname: '/nowhere' }).href;
  await expect(openAt(missing)).rejects.toMatchObject({ code: 'BAD_DATABASE_URL' });
  const wrong = Object.assign(new URL(url), { password: 'guess' }).href;
  await expect(openAt(wrong)).rejects.toMatchObject({ code: 'BAD_DATABASE_URL' });
  await expect(openAt('postgresql://x:y@127.0.0.1:1/z')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
