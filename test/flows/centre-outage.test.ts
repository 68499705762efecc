import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Centre, startCentre } from '#central/centre.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { Welcome } from '#shared/sync/hello.ts';
import { SyncProblem } from '#shared/sync/protocol.ts';
import { opened, sale, tillPen } from '#test/support/till-pen.ts';

const pairingSecret = 'known to tills';

async function aCentre(said: string[]): Promise<{ centre: Centre; dataDir: string }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tessera-outage-'));
  const log = (line: string) => void said.push(line);
  const centre = await startCentre({ dataDir, host: '127.0.0.1', port: 0, pairingSecret, log });
  onTestFinished(async () => {
    await centre.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { centre, dataDir };
}

const upload = (centre: Centre, envelopes: readonly Envelope[]) =>
  fetch(`${centre.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${pairingSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ writer: 'till-1', envelopes }),
  });

test('while the database is away tills are told to come back; then they go on, and nothing that was confirmed is lost', async () => {
  const said: string[] = [];
  const { centre, dataDir } = await aCentre(said);
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'), ...sale(pen, 1, 500));
  expect((await upload(centre, pen.log)).status).toBe(200);

  const server = Number(readFileSync(path.join(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(server, 'SIGKILL');
  const away = await upload(centre, pen.log);
  expect(away.status).toBe(503);
  expect(away.headers.get('retry-after')).toBe('2');
  expect(SyncProblem.parse(await away.json()).code).toBe('UNAVAILABLE');

  pen.write(...sale(pen, 1, 700));
  await expect
    .poll(async () => (await upload(centre, pen.log)).status, { timeout: 30_000, interval: 100 })
    .toBe(200);
  const answer = Welcome.parse(await (await upload(centre, pen.log)).json());
  expect(answer.stored).toEqual({ seq: 5, hash: pen.log[4]?.hash });
  expect((await centre.store.overview()).totals).toMatchObject([{ sales: 2, totalMinor: 1_200 }]);
  expect(await centre.store.verify()).toMatchObject({ events: 7, faults: [], differences: [] });
  expect(said).toContainEqual(expect.stringContaining('starting it again'));
}, 60_000);
