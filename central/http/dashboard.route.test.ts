import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Overview } from '#shared/sync/overview.ts';
import { type CentreStore, openCentreStore } from '#central/store/store.ts';
import { centreMachineAt, freshDatabase } from '#test/support/centre-database.ts';
import { type SpeakingTill, tillOnTheLine } from '#test/support/speaking-till.ts';
import { joined, opened, sale, tillPen, type TillPen } from '#test/support/till-pen.ts';
import { buildServer } from './server.ts';

const machine = centreMachineAt(() => 1_795_000_100_000);
let url: string;
let app: FastifyInstance;
let store: CentreStore;

beforeEach(async () => {
  const dashboard = mkdtempSync(path.join(tmpdir(), 'tessera-dashboard-'));
  writeFileSync(path.join(dashboard, 'index.html'), '<p>the page');
  store = await openCentreStore({ url: await freshDatabase(), machine, log: () => undefined });
  app = buildServer({
    store,
    host: '127.0.0.1',
    names: ['centre.example'],
    dashboard,
    log: () => undefined,
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  till = await tillOnTheLine(url, 'till-1', await store.makePairingCode());
  onTestFinished(async () => {
    await app.close();
    await store.close();
    rmSync(dashboard, { recursive: true });
  });
});

let till: SpeakingTill;
const upload = async (pen: TillPen, from = 0) => {
  expect(await till.upload(pen.log.slice(from))).toMatchObject({ status: 200 });
};

test('the owner sees tills, sales, members and what is owed, all of one moment', async () => {
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'), ...joined(7), ...sale(pen, 7, 2_340));
  pen.onDay('2026-11-23');
  pen.write(...sale(pen, 7, 1_000));
  await upload(pen);
  const seen = Overview.parse((await app.inject('/api/overview')).json());
  expect(seen.tills).toEqual([
    {
      writer: 'till-1',
      name: 'Till 1',
      shop: 'Café Aurora',
      lastHeardAt: machine.now(),
      events: 7,
      state: 'active',
      salesToday: 1,
    },
  ]);
  expect(seen.totals).toEqual([{ currency: 'EUR', sales: 2, totalMinor: 3_340 }]);
  expect(seen.days.map(({ day, totalMinor }) => [day, totalMinor])).toEqual([
    ['2026-11-23', 1_000],
    ['2026-11-22', 2_340],
  ]);
  expect(seen.units).toEqual([
    { unit: 'points:points', issued: 33, redeemed: 0, expired: 0, outstanding: 33 },
  ]);
  expect(seen.members).toMatchObject({ count: 1, top: [{ card: '0007', visits: 2, spentMinor: 3_340 }] });
  expect(seen.latest[0]).toMatchObject({ till: 'Till 1', seq: 7, type: 'ValueAwarded' });
  expect(seen.conflicts).toEqual({ count: 0, latest: [] });
  expect(seen.quarantine).toEqual({ count: 0, latest: [] });
});

test('the page comes with a policy that lets nothing else in, and only to this computer', async () => {
  const page = await app.inject('/');
  expect(page.body).toBe('<p>the page');
  expect(page.headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
  );
  expect(page.headers['cache-control']).toBe('no-store');
  for (const url of ['/', '/api/overview', '/api/live']) {
    expect((await app.inject({ url, remoteAddress: '10.1.2.3' })).statusCode).toBe(403);
    expect((await app.inject({ url, headers: { host: 'centre.example' } })).statusCode).toBe(403);
    expect((await app.inject({ url, headers: { 'x-forwarded-for': '10.1.2.3' } })).statusCode).toBe(403);
    expect((await app.inject({ url, headers: { 'sec-fetch-site': 'cross-site' } })).statusCode).toBe(403);
  }
});

test('whoever watches is told of what is new, not of what was known, until the centre ends', async () => {
  const stream = await fetch(`${url}/api/live`);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  let told = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) told += decoder.decode(chunk as Uint8Array);
  })();
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'));
  await upload(pen);
  await expect.poll(() => told, { timeout: 5_000 }).toContain('event: changed\n');
  await upload(pen);
  await app.close();
  await reading;
  expect(told.split('event: changed')).toHaveLength(2);
});
