import { request } from 'node:http';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Story, Stored, SyncProblem } from '#shared/sync/protocol.ts';
import { type CentreStore, openCentreStore } from '#central/store/store.ts';
import { centreMachineAt, freshDatabase } from '#test/support/centre-database.ts';
import { type Answer, type SpeakingTill, tillOnTheLine } from '#test/support/speaking-till.ts';
import { opened, sale, tillPen } from '#test/support/till-pen.ts';
import { buildServer } from './server.ts';

const machine = centreMachineAt(() => 1_795_000_100_000);
let url: string;
let till: SpeakingTill;
let store: CentreStore;

beforeEach(async () => {
  store = await openCentreStore({ url: await freshDatabase(), machine, log: () => undefined });
  const app = buildServer({
    store,
    host: '127.0.0.1',
    names: ['centre.example'],
    dashboard: '/nowhere',
    log: () => undefined,
  });
  onTestFinished(async () => {
    await app.close();
    await store.close();
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  till = await tillOnTheLine(url, 'till-1', await store.makePairingCode());
});

function aLog() {
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'), ...sale(pen, 1, 500));
  return pen.log;
}

async function expectProblem(answer: Promise<Answer>, status: number, code: string) {
  const { body, ...said } = await answer;
  expect(SyncProblem.parse(body)).toMatchObject({ code, text: expect.stringMatching(/\w{3}/) });
  expect(said.status).toBe(status);
}

test('a till uploads and reads the story, packed or not', async () => {
  const log = aLog();
  const packers: [string, (text: string) => Buffer][] = [
    ['identity', (text) => Buffer.from(text)],
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ];
  for (const [index, [encoding, pack]] of packers.entries()) {
    const body = pack(JSON.stringify({ envelopes: log.slice(0, index + 1) }));
    const answer = await till.post('/v1/events', body, { 'content-encoding': encoding });
    expect(Stored.parse(answer.body).stored).toEqual({ seq: index + 1, hash: log[index]?.hash });
  }
  const other = await tillOnTheLine(url, 'till-2', await store.makePairingCode());
  await expect
    .poll(async () => {
      const { changes } = Story.parse((await other.ask('GET', '/v1/story?cursor=')).body);
      return changes.map(({ table }) => table);
    })
    .toEqual(['activity', 'balances', 'tills']);
});

test('nobody outside a session is heard, whatever he asks', async () => {
  const bare = (path: string, init?: RequestInit) =>
    fetch(`${url}${path}`, init).then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      body: await answer.json(),
    }));
  await expectProblem(bare('/v1/story?cursor='), 401, 'SESSION');
  const json = { 'content-type': 'application/json' };
  for (const path of ['/v1/events', '/v1/rights', '/v1/epoch'])
    await expectProblem(bare(path, { method: 'POST', headers: json, body: 'not even JSON' }), 401, 'SESSION');
  const empty = { method: 'POST', headers: { 'tessera-session': 'f'.repeat(32) } };
  await expectProblem(bare('/v1/epoch', empty), 401, 'SESSION');
});

test('what is too large is refused, also when it arrives small', async () => {
  const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024, 32));
  expect(bomb.length).toBeLessThan(64 * 1024);
  await expectProblem(till.post('/v1/events', bomb, { 'content-encoding': 'zstd' }), 413, 'TOO_LARGE');
  const plain = gzipSync(Buffer.alloc(9_000_000));
  await expectProblem(till.post('/v1/events', plain, { 'content-encoding': 'gzip' }), 413, 'TOO_LARGE');
  await expectProblem(till.post('/v1/events', Buffer.alloc(9_000_000, 32)), 413, 'TOO_LARGE');
});

test('what is no message of ours is refused in words', async () => {
  const text = (body: unknown) => Buffer.from(JSON.stringify(body));
  const asks = [
    till.post('/v1/events', Buffer.from('{')),
    till.post('/v1/events', text({ envelopes: [] })),
    till.post('/v1/events', Buffer.from('abc'), { 'content-encoding': 'zstd' }),
    till.post('/v1/events', text({}), { 'content-encoding': 'br' }),
    till.post('/v1/events', text({}), { 'content-encoding': 'constructor' }),
    till.post('/v1/rights', text({ wants: [], after: 0 })),
    till.ask('GET', '/v1/story?cursor=nonsense'),
    till.ask('GET', '/v1/story?cursor=&after=-1'),
    till.ask('GET', '/v1/log'),
    till.ask('GET', '/v1/sale?saleId='),
  ];
  for (const [index, ask] of asks.entries()) {
    const answer = await ask;
    expect(SyncProblem.parse(answer.body).code, `request ${index}`).toBe('BAD_REQUEST');
    expect(answer.status, `request ${index}`).toBeLessThan(416);
  }
});

test('each way a log can be wrong has its own code', async () => {
  const log = aLog();
  await expectProblem(till.upload(log.slice(1)), 409, 'GAP');
  await expectProblem(till.upload([{ ...log.slice(0, 1)[0], at: 5 } as never]), 409, 'BROKEN_CHAIN');
  await till.upload(log);
  const twin = tillPen('till-1');
  twin.write(opened('Another Till'));
  await expectProblem(till.upload(twin.log), 409, 'FORK');
  const other = tillPen('till-2');
  other.write(opened('Another Till'));
  await expectProblem(till.upload(other.log), 400, 'BAD_REQUEST');
});

test('all that the ledger says of a sale is told to whoever takes it back', async () => {
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'));
  pen.write(...sale(pen, 1, 500));
  pen.write(...sale(pen, 1, 700));
  await till.upload(pen.log);
  const other = await tillOnTheLine(url, 'till-2', await store.makePairingCode());
  const { body } = await other.ask('GET', '/v1/sale?saleId=till-1-1');
  expect(body).toEqual({ envelopes: pen.log.slice(1, 3), more: false });
  expect((await other.ask('GET', '/v1/sale?saleId=unheard-of')).body).toEqual({ envelopes: [], more: false });
});

test('a page that comes under another name is turned away', async () => {
  const ask = async (host: string) => {
    return new Promise<number | undefined>((resolve, reject) => {
      request(`${url}/healthz`, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  };
  for (const name of ['127.0.0.1:7400', 'localhost', '[::1]:7400', 'centre.example:443'])
    expect(await ask(name), name).toBe(200);
  for (const name of ['evil.example', '127.0.0.1.evil.example', '10.0.0.1', 'localhost:80:80'])
    expect(await ask(name), name).toBe(421);
});
