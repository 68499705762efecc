import type { Machine } from '#shared/base/machine.ts';
import type { Hello, Welcome } from '#shared/sync/hello.ts';
import type { Postgres } from './postgres.ts';
import { storedHash, storedOf, touchTill } from './till-log.ts';

/** The first protocol's comparison of logs, until the till opens sessions. */
export function hello(postgres: Postgres, machine: Pick<Machine, 'now'>, said: Hello): Promise<Welcome> {
  return postgres.transaction(async (tx) => {
    const till = await touchTill(tx, said.writer, machine.now());
    const [ours] = await storedHash(tx, till.writer, [said.head]);
    const forked = said.head.seq > 0 && said.head.seq <= till.seq && ours?.hash !== said.head.hash;
    return { verdict: forked ? 'fork' : 'ok', ...storedOf(till) };
  });
}
