import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Centre, startCentre } from '#central/centre.ts';
import { Stored, SyncProblem } from '#shared/sync/protocol.ts';
import { tillOnTheLine } from '#test/support/speaking-till.ts';
import { opened, sale, tillPen } from '#test/support/till-pen.ts';

async function aCentre(said: string[]): Promise<{ centre: Centre; dataDir: string }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tessera-outage-'));
  const log = (line: string) => void said.push(line);
  const centre = await startCentre({ dataDir, host: '127.0.0.1', port: 0, log });
  onTestFinished(async () => {
    await centre.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { centre, dataDir };
}

test('while the database is away tills are told to come back; then they go on, and nothing that was confirmed is lost', async () => {
  const said: string[] = [];
  const { centre, dataDir } = await aCentre(said);
  const pen = tillPen('till-1');
  pen.write(opened('Till 1'), ...sale(pen, 1, 500));
  const till = await tillOnTheLine(centre.url, 'till-1');
  expect((await till.upload(pen.log)).status).toBe(200);

  const server = Number(readFileSync(path.join(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(server, 'SIGKILL');
  const away = await till.upload(pen.log);
  expect(away.status).toBe(503);
  expect(away.headers.get('retry-after')).toBe('2');
  expect(SyncProblem.parse(away.body).code).toBe('UNAVAILABLE');

  pen.write(...sale(pen, 1, 700));
  await expect
    .poll(async () => (await till.upload(pen.log)).status, { timeout: 30_000, interval: 100 })
    .toBe(200);
  const answer = Stored.parse((await till.upload(pen.log)).body);
  expect(answer.stored).toEqual({ seq: 5, hash: pen.log[4]?.hash });
  expect((await centre.store.overview()).totals).toMatchObject([{ sales: 2, totalMinor: 1_200 }]);
  expect(await centre.store.verify()).toMatchObject({ events: 7, faults: [], differences: [] });
  expect(said).toContainEqual(expect.stringContaining('starting it again'));
}, 60_000);
