import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Welcome } from '#shared/sync/hello.ts';
import { Story, SyncProblem } from '#shared/sync/protocol.ts';
import { openCentreStore } from '#central/store/store.ts';
import { centreMachineAt, freshDatabase } from '#test/support/centre-database.ts';
import { opened, sale, tillPen } from '#test/support/till-pen.ts';
import { buildServer } from './server.ts';

const machine = centreMachineAt(() => 1_795_000_100_000);
let app: FastifyInstance;

beforeEach(async () => {
  const store = await openCentreStore({ url: await freshDatabase(), machine, log: () => undefined });
  app = buildServer({
    store,
    host: '127.0.0.1',
    names: ['centre.example'],
    pairingSecret: 'a good secret',
    dashboard: '/nowhere',
    log: () => undefined,
  });
  onTestFinished(async () => {
    await app.close();
    await store.close();
  });
});

const paired = { authorization: 'Bearer a good secret', 'content-type': 'application/json' };

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const payload = Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return app.inject({ method: 'POST', url: path, headers: { ...paired, ...headers }, payload });
}

function aLog() {
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'), ...sale(pen, 1, 500));
  return pen.log;
}

async function expectProblem(
  answer: Promise<{ statusCode: number; json(): unknown }>,
  status: number,
  code: string,
) {
  const { statusCode, json } = await answer;
  expect(SyncProblem.parse(json())).toMatchObject({ code, text: expect.stringMatching(/\w{3}/) });
  expect(statusCode).toBe(status);
}

test('a till says hello, uploads and reads the story, packed or not', async () => {
  const log = aLog();
  const hello = await post('/v1/hello', {
    writer: 'till-1',
    epoch: 1,
    head: { seq: 0, hash: '0'.repeat(64) },
  });
  expect(Welcome.parse(hello.json())).toMatchObject({ verdict: 'ok', stored: { seq: 0 } });
  const packers: [string, (text: string) => Buffer][] = [
    ['identity', (text) => Buffer.from(text)],
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ];
  for (const [index, [encoding, pack]] of packers.entries()) {
    const body = pack(JSON.stringify({ writer: 'till-1', envelopes: log.slice(0, index + 1) }));
    const answer = await post('/v1/events', body, { 'content-encoding': encoding });
    expect(Welcome.parse(answer.json()).stored).toEqual({ seq: index + 1, hash: log[index]?.hash });
  }
  await expect
    .poll(async () => {
      const url = '/v1/story?writer=till-2&cursor=';
      const { changes } = Story.parse((await app.inject({ url, headers: paired })).json());
      return changes.map(({ table }) => table);
    })
    .toEqual(['balances', 'members', 'tills']);
});

test('nobody without the pairing secret is heard, whatever he asks', async () => {
  const near = [
    {},
    { authorization: 'Bearer a good secre' },
    { authorization: 'a good secret' },
    { authorization: 'Basic a good secret' },
  ];
  for (const headers of near) {
    await expectProblem(app.inject({ url: '/v1/story?writer=a', headers }), 401, 'NOT_PAIRED');
    const ask = {
      method: 'POST',
      url: '/v1/hello',
      headers: { 'content-type': 'application/json', ...headers },
    } as const;
    await expectProblem(app.inject({ ...ask, payload: 'not even JSON' }), 401, 'NOT_PAIRED');
  }
});

test('what is too large is refused, also when it arrives small', async () => {
  const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024, 32));
  expect(bomb.length).toBeLessThan(64 * 1024);
  await expectProblem(post('/v1/events', bomb, { 'content-encoding': 'zstd' }), 413, 'TOO_LARGE');
  await expectProblem(
    post('/v1/events', gzipSync(Buffer.alloc(9_000_000)), { 'content-encoding': 'gzip' }),
    413,
    'TOO_LARGE',
  );
  await expectProblem(post('/v1/events', Buffer.alloc(9_000_000, 32)), 413, 'TOO_LARGE');
});

test('what is no message of ours is refused in words', async () => {
  const asks = [
    post('/v1/hello', '{'),
    post('/v1/hello', { writer: 'till-1' }),
    post('/v1/events', { writer: 'till-1', envelopes: [] }),
    post('/v1/events', 'abc', { 'content-encoding': 'zstd' }),
    post('/v1/events', {}, { 'content-encoding': 'br' }),
    post('/v1/events', {}, { 'content-encoding': 'constructor' }),
    app.inject({ url: '/v1/story', headers: paired }),
    app.inject({ url: '/v1/story?writer=a&cursor=nonsense', headers: paired }),
    post('/v1/events', {}, { 'content-type': 'text/plain' }),
  ];
  for (const [index, ask] of asks.entries()) {
    const answer = await ask;
    expect(SyncProblem.parse(answer.json()).code, `request ${index}`).toBe('BAD_REQUEST');
    expect(answer.statusCode, `request ${index}`).toBeLessThan(416);
  }
});

test('each way a log can be wrong has its own code', async () => {
  const log = aLog();
  const send = (envelopes: unknown[]) => post('/v1/events', { writer: 'till-1', envelopes });
  await expectProblem(send(log.slice(1)), 409, 'GAP');
  await expectProblem(send([{ ...log[0], at: 5 }]), 409, 'BROKEN_CHAIN');
  await send(log);
  const twin = tillPen('till-1');
  twin.write(opened('Another Till'));
  await expectProblem(send(twin.log), 409, 'FORK');
});

test('a page that comes under another name is turned away', async () => {
  const ask = (host: string) => app.inject({ url: '/healthz', headers: { host } });
  for (const name of ['127.0.0.1:7400', 'localhost', '[::1]:7400', 'centre.example:443']) {
    expect((await ask(name)).statusCode, name).toBe(200);
  }
  for (const name of ['evil.example', '127.0.0.1.evil.example', '10.0.0.1', 'localhost:80:80']) {
    expect((await ask(name)).statusCode, name).toBe(421);
  }
});
