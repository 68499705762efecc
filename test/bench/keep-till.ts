import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projections } from '#shared/projections/projections.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { migrations } from '#electron/store/migrations/migrations.ts';
import { openCounter, type CounterUnderTest } from '#test/support/a-till.ts';

const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/tessera-bench');

/** A till that takes minutes to make. */
export interface KeptTill {
  name: string;
  /** In words, for who waits. */
  what: string;
  /** Raise it when the same is told differently. */
  version: number;
  fill(till: CounterUnderTest, tell: (progress: string) => void): void;
}

/**
 * The folder of a till that is made once, by the store's own commits, and kept between runs. A run may add its own sales. One of
 * another shape of the ledger is thrown away first.
 */
export async function keepTill({ name, what, version, fill }: KeptTill): Promise<string> {
  const shape = JSON.stringify([version, migrations, projections.map(({ table }) => table)]);
  const folder = path.join(cache, `${name}-${nodeMachine.sha256(shape).slice(0, 12)}`);
  const complete = path.join(folder, 'complete');
  if (existsSync(complete)) return folder;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache)) {
    if (old.startsWith(`${name}-`)) rmSync(path.join(cache, old), { recursive: true });
  }
  mkdirSync(folder);
  console.log(`Making ${what}, once; it is kept in ${folder}`);
  const began = performance.now();
  const till = await openCounter(folder);
  fill(till, (progress) =>
    console.log(`  ${progress} after ${Math.round((performance.now() - began) / 1000)} s`),
  );
  till.store.checkpoint();
  till.close();
  writeFileSync(complete, '');
  return folder;
}
