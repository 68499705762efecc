import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projections } from '#shared/projections/projections.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { migrations } from '#electron/store/migrations/migrations.ts';
import { openCounter } from '#test/support/a-till.ts';
import { aLongHistory, type HistorySize } from './a-long-history.ts';

const cache = path.resolve(import.meta.dirname, '../../../node_modules/.cache/tessera-bench');
/** Raise it when the history itself is told differently. */
const version = 1;

/**
 * The folder of a till with a long history, made by the store's own commits and kept between runs, since making it takes
 * minutes. A run may add its own sales. One of another shape or size is thrown away first.
 */
export async function keepHistory(size: HistorySize): Promise<string> {
  const shape = JSON.stringify([version, size, migrations, projections.map(({ table }) => table)]);
  const name = `${size.members}-${size.events}`;
  const folder = path.join(cache, `${name}-${nodeMachine.sha256(shape).slice(0, 12)}`);
  const complete = path.join(folder, 'complete');
  if (existsSync(complete)) return folder;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache)) {
    if (old.startsWith(`${name}-`)) rmSync(path.join(cache, old), { recursive: true });
  }
  mkdirSync(folder);
  console.log(
    `Making a till of ${size.members} members and ${size.events} events, once; it is kept in ${folder}`,
  );
  const till = await openCounter(folder);
  const began = performance.now();
  let told = 0;
  for (const commit of aLongHistory(size, till.store.writer)) {
    till.store.commit(commit);
    const share = Math.floor((10 * till.store.head().seq) / size.events);
    if (share > told)
      console.log(`  ${share * 10} % after ${Math.round((performance.now() - began) / 1000)} s`);
    told = share;
  }
  till.close();
  writeFileSync(complete, '');
  return folder;
}
