import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '#test/support/centre-database.ts';
import { startCentre } from './centre.ts';

const options = async () => ({
  databaseUrl: await freshDatabase(),
  dataDir: '/unused',
  host: '127.0.0.1',
  port: 0,
  log: () => undefined,
});

test('a centre in one line says where it is, answers, and leaves nothing running', async () => {
  const centre = await startCentre(await options());
  expect(await (await fetch(`${centre.url}/healthz`)).json()).toEqual({ ok: true });
  await centre.close();
  await expect(fetch(`${centre.url}/healthz`)).rejects.toThrow('fetch failed');
  expect(await centre.store.isThere()).toBe(false);
});

test('a port that is taken is said in words', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(startCentre({ ...(await options()), port })).rejects.toMatchObject({
    code: 'NO_DOOR',
    message: expect.stringContaining(`Port ${port} is taken`),
  });
});
