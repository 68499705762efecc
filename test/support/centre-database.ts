import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { centreMachine } from '#central/platform/machine.ts';
import type { CentreMachine } from '#central/store/own-log.ts';

/** A new, empty database in the PostgreSQL of this run. */
export async function freshDatabase(): Promise<string> {
  const answer = await fetch(inject('postgresDoor'));
  const url = await answer.text();
  if (!answer.ok) throw new Error(url);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withDatabase(url, (client) => client.query(`CREATE DATABASE ${name}`));
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** One connection for a look or a blow that the store itself would not do. */
export async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A centre's machine whose clock says what the test says. */
export const centreMachineAt = (now: () => number): CentreMachine => ({ ...centreMachine, now });

/** Makes a copy of a database as it is now: a backup, made while nobody is connected to it. */
export async function backup(databaseUrl: string): Promise<string> {
  const name = `backup_${randomBytes(6).toString('hex')}`;
  const source = new URL(databaseUrl).pathname.slice(1);
  const maintenance = Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).href;
  await withDatabase(maintenance, async (client) => {
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
      [source],
    );
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  });
  return Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
}
