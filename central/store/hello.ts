import type { Machine } from '#shared/base/machine.ts';
import type { Hello, Welcome } from '#shared/sync/hello.ts';
import type { Postgres } from './postgres.ts';
import { storedHash, touchTill, welcomeFrom } from './till-log.ts';

/**
 * Tells a till how far its log is stored. `fork` when the last event it has is not the one we have under that number. A till
 * with more than we have is compared when it uploads: the first event must follow the last of ours. Writes like `accept`
 * does, for a mark that a till relies on must be as durable as the events before it.
 */
export function hello(postgres: Postgres, machine: Pick<Machine, 'now'>, said: Hello): Promise<Welcome> {
  return postgres.transaction(async (tx) => {
    const till = await touchTill(tx, said.writer, machine.now());
    const [ours] = await storedHash(tx, till.writer, [said.head]);
    const forked = said.head.seq > 0 && said.head.seq <= till.seq && ours?.hash !== said.head.hash;
    return welcomeFrom(till, forked ? 'fork' : 'ok');
  });
}
