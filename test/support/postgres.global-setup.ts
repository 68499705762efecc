import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#central/platform/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the address of a real PostgreSQL; see centre-database.ts. */
    postgresDoor: string;
  }
}

/** One PostgreSQL for the whole run, started when the first test asks for it: runs without the centre do not pay for it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Promise<EmbeddedPostgres> | undefined;
  let folder = '';
  const start = () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tessera-test-postgres-'));
    return startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  };
  const door = createServer((_, response) => {
    postgres ??= start();
    postgres.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  project.provide(
    'postgresDoor',
    `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
  );
  return async () => {
    door.close();
    await (await postgres)?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}
