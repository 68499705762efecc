import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#central/platform/embedded-postgres.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import type { BenchOptions, Figure } from './figures.ts';
import { bootstrap } from './sync/bootstrap.ts';
import { ingest } from './sync/ingest.ts';
import { month } from './sync/month.ts';

/** Tills and centre together: what the centre takes in, what a new till learns, and a month's sales arriving at once. */
export async function benchSync({ small }: BenchOptions): Promise<Figure[]> {
  const { dir, remove } = temporaryFolder();
  const database = await startEmbeddedPostgres({ dataDir: path.join(dir, 'postgres'), log: () => undefined });
  try {
    return [
      ...(await ingest(await fresh(database.url), small)),
      ...(await bootstrap(await fresh(database.url), dir, small)),
      ...(await month(dir, small)),
    ];
  } finally {
    await database.stop();
    remove();
  }
}

async function fresh(url: string): Promise<string> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
