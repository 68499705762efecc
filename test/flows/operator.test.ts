import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startCentre } from '#central/centre.ts';
import { addDays } from '#shared/base/business-time.ts';
import { Envelope } from '#shared/ledger/envelope.ts';
import { findFault, emptyHead } from '#shared/ledger/chain.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { claimTill } from '#electron/shells/single-instance.ts';
import { openStore } from '#electron/store/store.ts';
import { readBackup } from '#electron/operator/backup-folder.ts';
import { cards, openCounter, temporaryFolder } from '#test/support/a-till.ts';
import { freshDatabase } from '#test/support/centre-database.ts';
import { openTestTill } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** Asks as an operator does: a process of its own, judged by what it says and its exit code. */
const operate = (...words: string[]) => operateAt({}, ...words);

interface Operated {
  code: number;
  said: string;
  complained: string;
}

async function operateAt(more: Readonly<Record<string, string>>, ...words: string[]): Promise<Operated> {
  const env = { ...process.env, TESSERA_DATA: folder.dir, ...more };
  const child = spawn(process.execPath, ['electron/operator/operate.ts', ...words], { env });
  let [said, complained] = ['', ''];
  child.stdout.on('data', (bytes) => (said += String(bytes)));
  child.stderr.on('data', (bytes) => (complained += String(bytes)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said, complained };
}

async function aTillWithSales(): Promise<number> {
  const till = await openCounter(folder.dir);
  for (const card of [cards.eightyPoints, cards.fresh]) {
    till.scan(card);
    till.sell('23.40');
  }
  const { seq } = till.store.head();
  till.close();
  return seq;
}

test('verify proves a ledger while the till has it open, and finds what was changed behind its back', async () => {
  const till = await openCounter(folder.dir);
  expect(await operate('verify')).toMatchObject({ code: 0, said: expect.stringContaining('chain is whole') });
  till.close();
  const db = new Database(path.join(folder.dir, 'till.db'));
  db.exec(`UPDATE balances SET amount = amount + 100`);
  db.close();
  const found = await operate('verify');
  expect(found).toMatchObject({ code: 1, said: expect.stringContaining('balances differs from a rebuild') });
  expect(await operate('rebuild')).toMatchObject({ code: 0 });
  expect(await operate('verify')).toMatchObject({ code: 0 });
});

test('what would change a ledger is refused while its till runs', async () => {
  await aTillWithSales();
  const claim = await claimTill(folder.dir);
  if (!claim.first) throw new Error('nobody else is here');
  claim.answer(() => ({ shell: 'browser', pid: process.pid, url: null }));
  const before = statSync(path.join(folder.dir, 'till.db')).mtimeMs;
  const refused = await operate('rebuild');
  await claim.release();
  expect(refused).toMatchObject({ code: 3, complained: expect.stringContaining('Close it first') });
  expect(statSync(path.join(folder.dir, 'till.db')).mtimeMs).toBe(before);
});

test('a folder that cannot be made ends a command in words', async (context) => {
  context.skip(process.platform !== 'linux', 'only Linux has a /proc, in which nobody makes a folder');
  await aTillWithSales();
  for (const place of ['/proc/x', '/proc/x/y', path.join(folder.dir, 'till.db')])
    expect(await operate('backup', '--to', place), place).toMatchObject({
      code: 3,
      complained: expect.stringMatching(/cannot be made/),
    });
  expect(await operateAt({ TESSERA_DATA: '/proc/x/y' }, 'verify')).toMatchObject({ code: 3 });
});

test('a copy that was left by somebody who was killed is taken away, one in use is not', async () => {
  await aTillWithSales();
  const [space, ended] = [path.join(folder.dir, 'space'), spawn(process.execPath, ['--version'])];
  await once(ended, 'close');
  const copies = [`tessera-copy-${ended.pid}-left`, `tessera-copy-${process.pid}-used`];
  for (const name of copies) mkdirSync(path.join(space, name), { recursive: true });
  expect((await operateAt({ TMPDIR: space }, 'verify')).code).toBe(0);
  expect(readdirSync(space).filter((name) => name.startsWith('tessera-copy-'))).toEqual(copies.slice(1));
});

test('a backup holds ledger and key, proves itself, and a damaged one is found out', async () => {
  const seq = await aTillWithSales();
  expect(await operate('backup', '--to', path.join(folder.dir, 'backups'))).toMatchObject({ code: 0 });
  const [name = ''] = readdirSync(path.join(folder.dir, 'backups'));
  const kept = path.join(folder.dir, 'backups', name);
  expect(await readBackup(kept)).toMatchObject({ seq, epoch: 1 });
  expect(readFileSync(path.join(kept, 'till-key.pem'))).toEqual(
    readFileSync(path.join(folder.dir, 'till-key.pem')),
  );
  const bytes = readFileSync(path.join(kept, 'till.db'));
  bytes.writeUInt8(bytes.readUInt8(6_000) ^ 1, 6_000);
  writeFileSync(path.join(kept, 'till.db'), bytes);
  await expect(readBackup(kept)).rejects.toThrow('is not the file that was backed up');
});

test('whoever names the wrong folder or has a damaged file is told what to do about their own', async () => {
  await aTillWithSales();
  const backups = path.join(folder.dir, 'backups');
  await operate('backup', '--to', backups);
  const [name = ''] = readdirSync(backups);
  expect(await operate('restore', '--from', backups)).toMatchObject({
    code: 3,
    complained: expect.stringContaining(`such as ${path.join(backups, name)}`),
  });
  const file = path.join(folder.dir, 'till.db');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(7, bytes.length - 8_192));
  const found = await operate('verify');
  expect(found).toMatchObject({ code: 3, complained: expect.stringContaining(`${file} is damaged`) });
});

test('a restored till stands where the backup stood, keeps aside what was there, and spends nothing', async () => {
  const seq = await aTillWithSales();
  await operate('backup', '--to', path.join(folder.dir, 'backups'));
  const [name = ''] = readdirSync(path.join(folder.dir, 'backups'));
  const later = await openCounter(folder.dir);
  later.scan(cards.ean);
  later.sell('5.00');
  later.close();
  const from = path.join(folder.dir, 'backups', name);
  expect(await operate('restore', '--from', from)).toMatchObject({ code: 0 });
  const restored = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
  expect(restored.head().seq).toBe(seq);
  expect(restored.standing.state()).toBe('restricted');
  restored.close();
  const aside = readdirSync(folder.dir).find((one) => one.startsWith('before-restore-')) ?? '';
  const kept = openStore(path.join(folder.dir, aside, 'till.db'), nodeMachine);
  expect(kept.head().seq).toBeGreaterThan(seq);
  kept.close();
});

test('a restored till without a centre spends again when somebody vouches for it, which stays in the ledger', async () => {
  const seq = await aTillWithSales();
  await operate('backup', '--to', path.join(folder.dir, 'backups'));
  const [name = ''] = readdirSync(path.join(folder.dir, 'backups'));
  await operate('restore', '--from', path.join(folder.dir, 'backups', name));
  const words = ['vouch', '--by', 'anna-7'];
  const refused = await operateAt({ TESSERA_CENTRE: 'http://127.0.0.1:9' }, ...words);
  expect(refused).toMatchObject({ code: 3, complained: expect.stringContaining('has a centre') });
  const looked = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
  expect([looked.head().seq, looked.standing.state()]).toEqual([seq, 'restricted']);
  looked.close();

  const alone = { TESSERA_CENTRE: 'off' };
  expect((await operateAt(alone, 'vouch')).code, 'nobody is named').toBe(2);
  expect(await operateAt(alone, ...words)).toMatchObject({
    code: 0,
    said: expect.stringContaining('anna-7'),
  });
  expect(await operateAt(alone, ...words)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Nothing was'),
  });
  const store = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
  expect(store.standing.state()).toBe('sound');
  expect(store.ownAfter(seq, 10)).toMatchObject([{ type: 'TillVouched', seq: seq + 1 }]);
  expect(store.verify().faults).toEqual([]);
  store.close();
  // It redeems again: eighty points and what was sold before are worth a voucher.
  const till = await openCounter(folder.dir);
  till.scan(cards.eightyPoints);
  till.sell('100.00');
  expect(till.store.look.latestVouchers(1)).toHaveLength(1);
  till.close();
}, 180_000);

test('a backup of another till is not put over this one', async () => {
  await aTillWithSales();
  const other = temporaryFolder();
  (await openCounter(other.dir)).close();
  await operate('backup', '--to', path.join(folder.dir, 'backups'), '--data', other.dir);
  other.remove();
  const [name = ''] = readdirSync(path.join(folder.dir, 'backups'));
  const refused = await operate('restore', '--from', path.join(folder.dir, 'backups', name));
  expect(refused).toMatchObject({ code: 3, complained: expect.stringContaining('nothing was changed') });
});

test('a ledger that is not whole is not backed up', async () => {
  await aTillWithSales();
  const db = new Database(path.join(folder.dir, 'till.db'));
  db.exec('DROP TRIGGER ledger_event_is_never_changed');
  db.exec('UPDATE ledger_event SET at = at + 1 WHERE seq = 3');
  db.close();
  const refused = await operate('backup', '--to', path.join(folder.dir, 'backups'));
  expect(refused).toMatchObject({ code: 3, complained: expect.stringContaining('no backup was made') });
  expect(readdirSync(path.join(folder.dir, 'backups'))).toEqual([]);
});

test('an export is the whole chain, a line each, and never overwrites', async () => {
  const seq = await aTillWithSales();
  const file = path.join(folder.dir, 'log.jsonl');
  expect(await operate('export', '--to', file)).toMatchObject({ code: 0 });
  const log = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => Envelope.parse(JSON.parse(line)));
  expect(log).toHaveLength(seq);
  expect(findFault(log, emptyHead(log[0]?.writer ?? ''), nodeMachine.sha256)).toBeUndefined();
  expect(await operate('export', '--to', file)).toMatchObject({
    code: 3,
    complained: expect.stringContaining('Name a new file'),
  });
});

test.each([
  [['verify', '--help'], 0, 'npm run till -- verify'],
  [['--help'], 0, 'backup'],
  [['export'], 2, '--to has to be said'],
  [['verfy'], 2, 'There is no command "verfy"'],
  [['verify', '--data', '/nowhere'], 3, "no till's database at /nowhere"],
])('%j ends with %i and says what to do', async (words, code, sentence) => {
  const { said, complained, ...asked } = await operate(...words);
  expect(asked.code).toBe(code);
  expect(said + complained).toContain(sentence);
});

test.each([['rebuild'], ['reconcile'], ['confirm-clock'], ['vouch', '--by', 'anna-7']])(
  '%s of a folder that was named wrongly makes no till there',
  async (...words) => {
    expect(await operate(...words)).toMatchObject({
      code: 3,
      complained: expect.stringContaining('no till'),
    });
    expect(readdirSync(folder.dir)).toEqual([]);
  },
);

test('a clock that somebody looked at is believed from then on, and that stays in the ledger', async () => {
  const seq = await aTillWithSales();
  const before = Date.now();
  expect(await operate('confirm-clock')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^It is \d{4}-/),
  });
  const store = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
  const [last, jumped] = store.ownAfter(seq - 1, 10);
  expect(jumped).toMatchObject({ type: 'ClockJumped', seq: seq + 1 });
  const { fromMs, toMs } = JSON.parse(jumped?.body ?? '{}') as { fromMs: number; toMs: number };
  expect(fromMs).toBe(last?.at);
  expect(toMs).toBeGreaterThanOrEqual(before);
  expect(store.placeOf('expiry')).toBe(addDays(jumped?.day ?? '', -1));
  expect(store.verify().faults).toEqual([]);
  store.close();
});

test('reconcile tells whether the centre has the same log, what waits, that a restored till is behind, and that it found itself at its next start', async () => {
  const centre = await startCentre({
    databaseUrl: await freshDatabase(),
    dataDir: path.join(folder.dir, 'centre'),
    host: '127.0.0.1',
    port: 0,
    log: () => {},
  });
  onTestFinished(() => centre.close());
  const till = await openTestTill(folder.dir, { centreUrl: centre.url });
  await vi.waitUntil(() => till.till.link.pending() === 0, { timeout: 45_000, interval: 20 });
  await till.close();
  const asked = () => operate('reconcile', '--centre', centre.url);
  expect(await asked()).toMatchObject({ code: 0, said: expect.stringContaining('Nothing waits') });

  await operate('backup', '--to', path.join(folder.dir, 'backups'));
  await aTillWithSales();
  expect(await asked()).toMatchObject({ code: 0, said: expect.stringContaining('wait here to be uploaded') });
  const again = await openTestTill(folder.dir, { centreUrl: centre.url });
  await vi.waitUntil(() => again.till.link.pending() === 0, { timeout: 45_000, interval: 20 });
  await again.close();

  const [name = ''] = readdirSync(path.join(folder.dir, 'backups'));
  await operate('restore', '--from', path.join(folder.dir, 'backups', name));
  expect(await asked()).toMatchObject({ code: 1, said: expect.stringContaining('restored or copied') });
  const back = await openTestTill(folder.dir, { centreUrl: centre.url });
  const { store, link } = back.till;
  await vi.waitUntil(
    () => store.head().epoch === 2 && store.standing.state() === 'sound' && link.pending() === 0,
    { timeout: 45_000, interval: 20 },
  );
  await back.close();
  expect(await asked()).toMatchObject({ code: 0, said: expect.stringContaining('Nothing waits') });
  await centre.close();
  expect(await asked()).toMatchObject({ code: 3, complained: expect.stringContaining('Start the centre') });
}, 60_000);
