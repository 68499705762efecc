import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { eventSchema, Session } from '#shared/sync/protocol.ts';
import { type CentreStore, openCentreStore } from '#central/store/store.ts';
import { centreMachineAt, freshDatabase } from '#test/support/centre-database.ts';
import { speakingTill } from '#test/support/speaking-till.ts';
import { opened, sale, tillPen, type TillPen } from '#test/support/till-pen.ts';
import { buildServer } from './server.ts';

let now = 1_795_000_100_000;
const machine = centreMachineAt(() => now);
let store: CentreStore;
let url: string;

async function serve(host = '127.0.0.1', names: string[] = []) {
  const app = buildServer({
    store,
    host,
    names,
    dashboard: '/nowhere',
    log: () => undefined,
    now: () => now,
  });
  onTestFinished(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(async () => {
  now = 1_795_000_100_000;
  store = await openCentreStore({ url: await freshDatabase(), machine, log: () => undefined });
  onTestFinished(() => store.close());
  url = await serve();
});

function aPen(writer = 'till-1'): TillPen {
  const pen = tillPen(writer);
  pen.write(opened('Till 1'), ...sale(pen, 1, 500));
  return pen;
}

const refused = (status: number, code: string) => ({ status, body: { code, text: expect.any(String) } });

async function paired(writer = 'till-1') {
  const till = speakingTill(url, writer);
  expect(await till.pair(await store.makePairingCode())).toMatchObject({ status: 200 });
  return till;
}

test('a code of the owner lets one till in, for good; the answer that got lost is given again', async () => {
  const code = await store.makePairingCode();
  expect(code).toMatch(/^[BCDEFGHJKLNPRSTUVX]{10}$/);
  const till = speakingTill(url, 'till-1');
  expect(await till.pair('NOTTHECODE')).toMatchObject(refused(401, 'BAD_CODE'));
  expect(await till.pair(code.toLowerCase())).toMatchObject({ status: 200, body: { generation: 1 } });
  expect(await till.pair(code)).toMatchObject({ status: 200 });
  expect(await speakingTill(url, 'till-2').pair(code), 'used up').toMatchObject(refused(401, 'BAD_CODE'));
  const twin = speakingTill(url, 'till-1');
  expect(await twin.pair(await store.makePairingCode()), 'another key, known name').toMatchObject(
    refused(401, 'BAD_CODE'),
  );
  expect(await speakingTill(url, 'centre').pair(await store.makePairingCode())).toMatchObject(
    refused(401, 'BAD_CODE'),
  );
});

test('a code is good for a day, and the word of trials only where nobody else can reach', async () => {
  const code = await store.makePairingCode();
  now += 24 * 3_600_000 + 1;
  expect(await speakingTill(url, 'till-1').pair(code)).toMatchObject(refused(401, 'BAD_CODE'));
  expect(await speakingTill(url, 'till-1').pair('demo-pairing')).toMatchObject({ status: 200 });
  const open = await serve('0.0.0.0');
  expect(await speakingTill(open, 'till-2').pair('demo-pairing')).toMatchObject(refused(401, 'BAD_CODE'));
  const behindAProxy = await serve('127.0.0.1', ['centre.example']);
  expect(await speakingTill(behindAProxy, 'till-2').pair('demo-pairing')).toMatchObject(
    refused(401, 'BAD_CODE'),
  );
});

test('a till that knows more kinds of events than the centre waits until the centre was updated', async () => {
  const till = await paired();
  const pen = aPen();
  expect(await till.open(pen.log, { schema: eventSchema + 1 })).toMatchObject(refused(426, 'OTHER_PROTOCOL'));
  expect(await till.open(pen.log, { schema: eventSchema - 1 })).toMatchObject({ status: 200 });
});

test('codes cannot be tried one after the other', async () => {
  const till = speakingTill(url, 'till-1');
  for (let guess = 0; guess < 20; guess++) await till.pair('NOTTHECODE');
  expect(await till.pair(await store.makePairingCode())).toMatchObject(refused(503, 'BUSY'));
  now += 60_000;
  expect(await till.pair(await store.makePairingCode())).toMatchObject({ status: 200 });
});

test('a paired till opens a session and uploads; a stranger or another key under its name does not', async () => {
  const pen = aPen();
  const till = await paired();
  const session = Session.parse((await till.open(pen.log)).body);
  expect(session).toMatchObject({ verdict: 'ok', generation: 1, recovering: false, stored: { seq: 0 } });
  expect(await till.upload(pen.log)).toMatchObject({
    status: 200,
    body: { stored: { seq: 3, hash: pen.log[2]?.hash }, safe: 3, generation: 1 },
  });
  expect(await speakingTill(url, 'till-9').open([])).toMatchObject(refused(401, 'NOT_PAIRED'));
  expect(await speakingTill(url, 'till-1').open(pen.log)).toMatchObject(refused(401, 'NOT_PAIRED'));
  expect(await till.open(pen.log, { protocol: 1 })).toMatchObject(refused(426, 'OTHER_PROTOCOL'));
  expect(await till.ask('GET', '/v1/story?cursor=')).toMatchObject({ status: 200 });
});

test('an opening counts once, and what it says cannot be exchanged', async () => {
  const till = await paired();
  const nonce = 'a'.repeat(32);
  expect(await till.open([], { nonce })).toMatchObject({ status: 200 });
  expect(await till.open([], { nonce })).toMatchObject(refused(401, 'SESSION'));
  expect(await till.open([], { signature: 'b'.repeat(128) })).toMatchObject(refused(401, 'NOT_PAIRED'));
});

test('a request counts once, under its own signature, in its own session', async () => {
  const pen = aPen();
  const till = await paired();
  await till.open(pen.log);
  const envelopes = pen.log;
  const no = refused(401, 'SESSION');
  expect(await till.ask('POST', '/v1/events', { envelopes }, { signature: 'c'.repeat(128) })).toMatchObject(
    no,
  );
  const other = JSON.stringify({ envelopes: envelopes.slice(0, 1) });
  expect(await till.ask('POST', '/v1/events', { envelopes }, { body: other }), 'other bytes').toMatchObject(
    no,
  );
  expect(await till.ask('GET', '/v1/story?cursor=', undefined, { path: '/v1/story?cursor=x' })).toMatchObject(
    no,
  );
  expect(await till.ask('GET', '/v1/story?cursor=', undefined, { n: 50 })).toMatchObject({ status: 200 });
  expect(await till.ask('GET', '/v1/story?cursor=', undefined, { n: 50 }), 'again').toMatchObject(no);
  await till.open(pen.log);
  expect(await till.ask('GET', '/v1/story?cursor=', undefined, { n: 50 })).toMatchObject({ status: 200 });
  expect((await store.overview()).totals, 'nothing was stored on the way').toEqual([]);
});

test('a newer session ends the older one of the same till, for a late request that is signed well too', async () => {
  const till = await paired();
  const [older, newer] = [await till.open([]), await till.open([])].map(
    ({ body }) => Session.parse(body).session ?? '',
  );
  expect(older).not.toBe(newer);
  const ask = (session: string | undefined) =>
    till.ask('GET', '/v1/log?after=0', undefined, session === undefined ? {} : { session });
  expect(await ask(older)).toMatchObject(refused(401, 'SESSION'));
  expect(await ask(newer)).toMatchObject({ status: 200 });
});

test('a copy of a till is told that it is one, reads its own log back, and goes on under an epoch of its own', async () => {
  const pen = aPen();
  const till = await paired();
  await till.open(pen.log);
  await till.upload(pen.log);
  const copy = pen.log.slice(0, 2);
  expect(await till.open(copy)).toMatchObject({ body: { verdict: 'fork', stored: { seq: 3 } } });
  expect(await till.upload(copy)).toMatchObject(refused(409, 'FORK'));
  expect(await till.ask('GET', '/v1/log?after=1')).toMatchObject({
    body: { envelopes: pen.log.slice(1), more: false },
  });
  expect((await till.ask('POST', '/v1/epoch', {})).body).toEqual({ epoch: 2 });
  expect((await till.ask('POST', '/v1/epoch', {})).body, 'never the same').toEqual({ epoch: 3 });
  expect(await till.open(pen.log, { epoch: 3 })).toMatchObject({ body: { verdict: 'ok' } });
  expect(await till.open(pen.log, { epoch: 4 }), 'an epoch nobody gave').toMatchObject({
    body: { verdict: 'fork' },
  });
});

test('a centre that was put back in time finds out from the first till, and starts a generation', async () => {
  const pen = aPen();
  const till = await paired();
  const acked = { seq: 3, hash: pen.log[2]?.hash ?? '' };
  const first = Session.parse((await till.open(pen.log, { acked, generation: 1 })).body);
  expect(first).toMatchObject({ verdict: 'resend', recovering: true, stored: { seq: 0 } });
  const { generation } = first;
  expect(generation).toBeGreaterThan(1);
  expect(await till.open(pen.log, { acked }), 'told again, not started again').toMatchObject({
    body: { verdict: 'resend', generation, recovering: true },
  });
  expect((await till.open(pen.log)).body).toMatchObject({ verdict: 'ok', generation, recovering: true });
  await till.upload(pen.log);
  expect(await till.open(pen.log)).toMatchObject({
    body: { verdict: 'ok', generation, recovering: false },
  });
});
