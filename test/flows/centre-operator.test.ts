import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startCentre } from '#central/centre.ts';
import { centreMachine } from '#central/platform/machine.ts';
import { openCentreStore, type CentreStore } from '#central/store/store.ts';
import { truthTables } from '#central/store/truth-tables.ts';
import { emptyHead, findFault } from '#shared/ledger/chain.ts';
import { Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { projections } from '#shared/projections/projections.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { speakingTill } from '#test/support/speaking-till.ts';
import {
  awarded,
  joined,
  opened,
  sale,
  sha256,
  tillPen,
  walletOf,
  type TillPen,
} from '#test/support/till-pen.ts';

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 180_000 });

const points = 'points:points';
const ann = `wallet:${walletOf(1)}`;

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  // PostgreSQL runs as a user of its own, who has to get in.
  chmodSync(folder.dir, 0o755);
});
afterEach(() => folder.remove());

interface Asked {
  code: number;
  said: string;
  complained: string;
}

/** Asks as an operator does: a process of its own, judged by what it says and its exit code. */
async function ask(env: Readonly<Record<string, string>>, ...words: string[]): Promise<Asked> {
  const child = spawn(process.execPath, ['central/main.ts', ...words], { env: { ...process.env, ...env } });
  let [said, complained] = ['', ''];
  child.stdout.on('data', (bytes) => (said += String(bytes)));
  child.stderr.on('data', (bytes) => (complained += String(bytes)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said, complained };
}

interface TestCentre {
  url: string;
  store: CentreStore;
  operate(...words: string[]): Promise<Asked>;
}

async function openAt(url: string): Promise<TestCentre> {
  const store = await openCentreStore({ url, machine: centreMachine, log: () => undefined });
  onTestFinished(() => store.close().catch(() => undefined));
  return { url, store, operate: (...words) => ask({ DATABASE_URL: url }, ...words) };
}

const aCentre = async (): Promise<TestCentre> => openAt(await freshDatabase());

async function paired({ store }: TestCentre, writer: string, ...facts: Fact[]): Promise<TillPen> {
  const said = {
    code: 'demo-pairing',
    writer,
    publicKey: sha256(writer),
    name: `Till ${writer}`,
    shop: 'Café',
  };
  expect(await store.pair(said, true)).toMatchObject({ ok: true });
  const pen = tillPen(writer);
  pen.write(opened(`Till ${writer}`), ...facts);
  await upload({ store }, pen);
  return pen;
}

async function upload({ store }: Pick<TestCentre, 'store'>, { writer, log }: TillPen): Promise<void> {
  expect(await store.accept({ writer, envelopes: log })).toMatchObject({ ok: true });
}

const openSession = ({ store }: TestCentre, { writer, log }: TillPen, acked = 0, generation = 1) => {
  const mark = (seq: number) => ({ seq, hash: log[seq - 1]?.hash ?? emptyHead('').hash });
  return store.openSession({
    protocol: 2,
    schema: 1,
    writer,
    epoch: 1,
    head: mark(log.length),
    acked: mark(acked),
    generation,
    nonce: sha256(String(Math.random())).slice(0, 32),
    at: Date.now(),
  });
};

const rowsOf = <R extends object>(url: string, sql: string): Promise<R[]> =>
  withDatabase(url, async (client) => (await client.query<R>(sql)).rows);

const backupIn = (place: string): string => path.join(place, readdirSync(place)[0] ?? '');

test('verify proves a centre that is in use, finds what was changed behind its back, and rebuild mends what can be', async () => {
  const centre = await aCentre();
  await paired(centre, 'till-1', ...joined(1), awarded(1, 50, 'till-1'));
  expect(await centre.operate('verify')).toMatchObject({
    code: 0,
    said: expect.stringContaining('in 2 logs'),
  });
  await rowsOf(centre.url, `UPDATE balances SET amount = amount + 1 WHERE drawer = 'till-1'`);
  const found = await centre.operate('verify');
  expect(found).toMatchObject({ code: 1, said: expect.stringContaining('balances differs from a rebuild') });
  expect(await centre.operate('rebuild')).toMatchObject({ code: 0 });
  expect(await centre.operate('verify')).toMatchObject({ code: 0 });
  await rowsOf(centre.url, `UPDATE ledger_event SET at = at + 1 WHERE writer = 'till-1' AND seq = 2`);
  const broken = await centre.operate('verify');
  expect(broken).toMatchObject({ code: 1, said: expect.stringContaining('till-1 is not whole at event 2') });
});

test('an export is every log, an event a line, each chain whole, and never overwrites', async () => {
  const centre = await aCentre();
  const pens = [await paired(centre, 'till-1', ...joined(1)), await paired(centre, 'till-2')];
  const file = path.join(folder.dir, 'logs.jsonl');
  expect(await centre.operate('export', '--to', file)).toMatchObject({ code: 0 });
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const logs = Map.groupBy(
    lines.map((line) => Envelope.parse(JSON.parse(line))),
    ({ writer }) => writer,
  );
  expect([...logs.keys()]).toEqual(['centre', 'till-1', 'till-2']);
  for (const [writer, log] of logs) expect(findFault(log, emptyHead(writer), sha256)).toBeUndefined();
  for (const { writer, log } of pens) expect(logs.get(writer)).toEqual(log);
  expect(await centre.operate('export', '--to', file)).toMatchObject({ code: 3 });
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toEqual(lines);
});

test('a backup to where no folder can be made ends in words', async (context) => {
  context.skip(process.platform !== 'linux', 'only Linux has a /proc, in which nobody makes a folder');
  const centre = await aCentre();
  expect(await centre.operate('backup', '--to', '/proc/x/y')).toMatchObject({
    code: 3,
    complained: expect.stringMatching(/cannot be made/),
  });
});

test('a backup that is taken while tills upload is of one moment, and restored it is a whole centre', async () => {
  const centre = await aCentre();
  const pen = await paired(centre, 'till-1', ...joined(1));
  const place = path.join(folder.dir, 'backups');
  let backedUp = false;
  const backup = centre.operate('backup', '--to', place).finally(() => (backedUp = true));
  while (!backedUp) {
    pen.write(...sale(pen, 1, 1_000));
    await upload(centre, pen);
  }
  expect(await backup).toMatchObject({ code: 0, said: expect.stringContaining('of 2 logs') });
  const url = await freshDatabase();
  const restored = await ask({ DATABASE_URL: url }, 'restore', '--from', backupIn(place));
  expect(restored).toMatchObject({ code: 0 });
  const again = await openAt(url);
  expect(await again.store.verify()).toMatchObject({ faults: [], differences: [] });
  const { envelopes } = await again.store.logAfter('till-1', 0);
  expect(envelopes.length).toBeGreaterThan(0);
  expect(envelopes).toEqual(pen.log.slice(0, envelopes.length));
});

test('a restored centre has tills send again, grants nothing before, and takes back what was on its way', async () => {
  const centre = await aCentre();
  const one = await paired(centre, 'till-1', ...joined(1), awarded(1, 100, 'centre'));
  const two = await paired(centre, 'till-2');
  const asker = { writer: 'till-2', generation: 1, after: 0 };
  expect(
    (await centre.store.giveRights(asker, [{ holder: ann, unit: points, amount: 60 }])).grants,
  ).toHaveLength(1);
  const place = path.join(folder.dir, 'backups');
  expect(await centre.operate('backup', '--to', place)).toMatchObject({ code: 0 });
  const inBackup = one.log.length;
  one.write(awarded(1, 7, 'till-1'));
  await upload(centre, one);

  const url = await freshDatabase();
  expect(await ask({ DATABASE_URL: url }, 'restore', '--from', backupIn(place))).toMatchObject({
    code: 0,
    said: expect.stringContaining('tills send again'),
  });
  const again = await openAt(url);
  // Also a till that lost nothing is not granted to under the old generation: it may hold grants that the backup does not know.
  expect(await openSession(again, two, two.log.length)).toMatchObject({
    value: { verdict: 'ok', recovering: true },
  });
  const session = await openSession(again, one, one.log.length);
  expect(session).toMatchObject({
    ok: true,
    value: { verdict: 'resend', recovering: true, stored: { seq: inBackup } },
  });
  const { generation } = session.ok ? session.value : { generation: 0 };
  expect(generation).toBeGreaterThan(1);
  const awaited = await again.operate('tills');
  expect(awaited.said).toMatch(/till-1 .*awaited/);
  expect(await again.operate('reconcile')).toMatchObject({
    code: 1,
    said: expect.stringContaining('till-1 has 1 events that are not here'),
  });
  await upload(again, one);
  expect(await openSession(again, one, one.log.length, generation)).toMatchObject({
    value: { verdict: 'ok', recovering: true },
  });
  const asked = { writer: 'till-1', generation, after: 0 };
  const wants = [{ holder: ann, unit: points, amount: 100 }];
  expect((await again.store.giveRights(asked, wants)).grants).toEqual([]);

  expect(await again.operate('exclude', two.writer)).toMatchObject({ code: 0 });
  const { grants } = await again.store.giveRights(asked, wants);
  expect(grants.flatMap(({ parts }) => parts)).toMatchObject([{ amount: 100 }]);
  expect(await again.store.verify()).toMatchObject({ faults: [], differences: [] });
});

test('a backup is put into an empty database only, whole or not at all', async () => {
  const centre = await aCentre();
  await paired(centre, 'till-1', ...joined(1));
  const place = path.join(folder.dir, 'backups');
  await centre.operate('backup', '--to', place);
  const kept = backupIn(place);
  expect(await centre.operate('restore', '--from', kept)).toMatchObject({
    code: 3,
    complained: expect.stringContaining('Nothing was changed'),
  });
  expect(await centre.operate('verify')).toMatchObject({ code: 0 });
  const file = path.join(kept, 'ledger_event.copy.zst');
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  writeFileSync(file, bytes);
  const none = path.join(folder.dir, 'nothing-here');
  expect(await ask({}, 'restore', '--from', kept, '--data', none)).toMatchObject({
    code: 3,
    complained: expect.stringContaining('is not the file that was backed up'),
  });
  expect(existsSync(none)).toBe(false);
  // Whoever forges the note as well is stopped by the rows, and leaves the database empty.
  const note = path.join(kept, 'backup.json');
  const said = JSON.parse(readFileSync(note, 'utf8')) as { tables: { name: string; rows: number }[] };
  for (const table of said.tables) if (table.name === 'quarantine') table.rows += 1;
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  writeFileSync(file, bytes);
  writeFileSync(note, JSON.stringify(said));
  const url = await freshDatabase();
  expect(await ask({ DATABASE_URL: url }, 'restore', '--from', kept)).toMatchObject({
    code: 3,
    complained: expect.stringContaining('quarantine should come to 1 rows'),
  });
  expect(await rowsOf(url, "SELECT to_regclass('centre') AS it")).toEqual([{ it: null }]);
});

test('a backup of a log that is not whole is made, and said to be so', async () => {
  const centre = await aCentre();
  await paired(centre, 'till-1', ...joined(1));
  await rowsOf(centre.url, `UPDATE ledger_event SET at = at + 1 WHERE writer = 'till-1' AND seq = 2`);
  const place = path.join(folder.dir, 'backups');
  const made = await centre.operate('backup', '--to', place);
  expect(made).toMatchObject({ code: 1, said: expect.stringContaining('1 logs in it are not whole') });
  expect(readdirSync(place)).toHaveLength(1);
});

test('a backup holds every table that follows from no other, and no code for pairing', async () => {
  const { url } = await aCentre();
  const tables = await rowsOf<{ name: string }>(
    url,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace
     AND relkind IN ('r', 'p') AND NOT relispartition`,
  );
  const follow = [
    ...projections.flatMap(({ table: { name }, forTills }) => (forTills ? [name, `${name}_told`] : [name])),
    'projection_version',
    'schema_version',
  ];
  expect(tables.map(({ name }) => name).sort()).toEqual([...truthTables, ...follow, 'pairing_code'].sort());
});

test('a revoked till is refused, its drawer comes back as far as it was uploaded, and the loss is said', async () => {
  const centre = await aCentre();
  const pen = await paired(centre, 'till-1', ...joined(1), awarded(1, 80, 'till-1'));
  pen.write(awarded(1, 5, 'till-1'));
  await openSession(centre, pen, pen.log.length - 1);
  const revoked = await centre.operate('revoke', 'till-1', '--because', 'stolen');
  expect(revoked).toMatchObject({ code: 0, said: expect.stringContaining(`drawer: 80 ${points}`) });
  expect(revoked.said).toContain('1 events that it spoke of were never uploaded');
  expect(await openSession(centre, pen)).toMatchObject({ value: { verdict: 'retired' } });
  expect(
    await rowsOf(centre.url, `SELECT drawer, amount FROM balances WHERE holder = '${ann}' AND amount <> 0`),
  ).toEqual([{ drawer: 'centre', amount: '80' }]);
  const refused = (words: string) => ({ code: 3, complained: expect.stringContaining(words) });
  for (const none of ['till-1', 'till-9', 'Till by the door'])
    expect(await centre.operate('revoke', none, '--because', 'lost')).toMatchObject(
      refused(`no till ${none} that could be revoked`),
    );
  expect(await centre.operate('revoke', 'till-1', '--because', 'boredom')).toMatchObject(
    refused('lost, stolen, broken or retired'),
  );
  expect((await centre.operate('tills')).said).toMatch(/till-1 .*revoked/);
});

test('a till that is on the line when it is revoked from a terminal is told nothing more', async () => {
  const databaseUrl = await freshDatabase();
  const options = { databaseUrl, dataDir: '/unused', host: '127.0.0.1', port: 0, log: () => undefined };
  const centre = await startCentre(options);
  onTestFinished(() => centre.close());
  const till = speakingTill(centre.url, 'till-1');
  await till.pair('demo-pairing');
  await till.open([]);
  expect(await till.ask('GET', '/v1/story?cursor=')).toMatchObject({ status: 200 });
  const env = { DATABASE_URL: databaseUrl };
  expect(await ask(env, 'revoke', 'till-1', '--because', 'lost')).toMatchObject({ code: 0 });
  expect(await till.ask('GET', '/v1/story?cursor=')).toMatchObject({
    status: 403,
    body: { code: 'RETIRED' },
  });
});

test('a code that an operator makes lets one till in', async () => {
  const centre = await aCentre();
  const made = await centre.operate('pair-code');
  expect(made.code).toBe(0);
  const [code = ''] = made.said.split('\n');
  const said = (writer: string) => ({ code, writer, publicKey: sha256(writer), name: writer, shop: 'Café' });
  expect(await centre.store.pair(said('till-1'), false)).toMatchObject({ ok: true });
  expect(await centre.store.pair(said('till-2'), false)).toMatchObject({ ok: false });
});

test('conflicts are listed with what they cost, and settled by what they are called', async () => {
  const centre = await aCentre();
  expect(await centre.operate('conflicts')).toMatchObject({ code: 0 });
  await paired(centre, 'till-1', ...joined(1), awarded(1, 40, 'till-1'), awarded(2, 9, 'till-1'), {
    type: 'RightsSuspended',
    body: { holder: ann, unit: points, parts: [{ lot: '2026-11-22/-', amount: 40 }], epoch: 2 },
  });
  const listed = await centre.operate('conflicts');
  expect(listed).toMatchObject({ code: 1, said: expect.stringContaining(`40 ${points}`) });
  const [id = ''] = /^[0-9a-f]{8}(?= +suspense)/m.exec(listed.said) ?? [];
  expect(await centre.operate('reconcile')).toMatchObject({
    code: 1,
    said: expect.stringContaining('1 conflicts are open'),
  });
  expect(await centre.operate('settle', id, '--how', 'seen')).toMatchObject({
    code: 3,
    complained: expect.stringContaining('--how release or --how write-off'),
  });
  expect(await centre.operate('settle', id, '--how', 'release')).toMatchObject({ code: 0 });
  expect(await centre.operate('settle', id, '--how', 'release')).toMatchObject({ code: 3 });
  expect(await centre.operate('conflicts')).toMatchObject({ code: 0 });
  expect(await centre.operate('reconcile')).toMatchObject({ code: 0 });
  expect(
    await rowsOf(centre.url, `SELECT drawer, amount FROM balances WHERE holder = '${ann}' AND amount <> 0`),
  ).toEqual([{ drawer: 'centre', amount: '40' }]);
});

test('a command reaches the database of a centre that runs, and starts it for itself when none does', async () => {
  const data = path.join(folder.dir, 'centre');
  const env = { TESSERA_CENTRAL_DATA: data, DATABASE_URL: '' };
  expect(await ask(env, 'tills')).toMatchObject({
    code: 3,
    complained: expect.stringContaining("no centre's database"),
  });
  expect(existsSync(data)).toBe(false);
  const centre = await startCentre({ dataDir: data, host: '127.0.0.1', port: 0, log: () => undefined });
  const lock = path.join(data, 'cluster', 'postmaster.pid');
  const [server] = readFileSync(lock, 'utf8').split('\n');
  expect(await ask(env, 'verify')).toMatchObject({ code: 0 });
  expect(readFileSync(lock, 'utf8').split('\n')[0]).toBe(server);
  expect(await centre.store.isThere()).toBe(true);
  await centre.close();
  expect(await ask(env, 'verify')).toMatchObject({ code: 0 });
  expect(existsSync(lock)).toBe(false);
  const place = path.join(folder.dir, 'backups');
  expect(await ask(env, 'backup', '--to', place)).toMatchObject({ code: 0 });
  const other = path.join(folder.dir, 'other');
  expect(await ask(env, 'restore', '--from', backupIn(place), '--data', other)).toMatchObject({ code: 0 });
  expect(await ask(env, 'verify', '--data', other)).toMatchObject({ code: 0 });
});

test.each([
  [['--help'], 0, 'Without a command the centre is started'],
  [['reconcile', '--help'], 0, 'npm run central -- reconcile'],
  [['export'], 2, '--to has to be said'],
  [['revoke'], 2, 'Say which till'],
  [['verfy'], 2, 'There is no command "verfy"'],
  [['--bild'], 2, 'There is no option --bild'],
])('%j ends with %i and says what to do', async (words, code, sentence) => {
  const { said, complained, ...asked } = await ask({}, ...words);
  expect(asked.code).toBe(code);
  expect(said + complained).toContain(sentence);
});
