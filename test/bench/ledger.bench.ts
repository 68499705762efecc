import type { Figure } from './figures.ts';
import { contenders, ours } from './ledger/contenders.ts';
import { canCountSyncs, countSyncs } from './ledger/count-syncs.ts';
import { figuresOf, type Syncs } from './ledger/compare.ts';
import { openSeats, reasonOf, type Seat } from './ledger/open-seats.ts';
import { takeTurns } from './ledger/take-turns.ts';
import { installPeers } from './peers/install-peers.ts';

const shop = { members: 10_000 };
const turns = { sales: 3_000, warmUp: 300, block: 25 };

/**
 * The ledger beside the raw limit and beside what others would build it on: in one process, in blocks by turns, on the same
 * work. A sale appends an event of 300 bytes, moves a balance, is on disk, and is read back.
 */
export async function benchLedger(): Promise<Figure[]> {
  const missing = installPeers();
  const seats = await openSeats(contenders, shop, (contender) =>
    ours.includes(contender) ? undefined : missing,
  );
  console.log(
    `${turns.sales} sales each at ${shop.members} members, in blocks of ${turns.block} by turns ...`,
  );
  await takeTurns(seats, shop, turns);
  for (const seat of seats) await seat.close();
  return figuresOf(seats, countAll(seats));
}

/** Who could not be counted is told, and has no figure. */
function countAll(seats: readonly Seat[]): Syncs {
  const syncs = new Map<string, number>();
  if (!canCountSyncs()) {
    console.log('Waits for the disk are not counted: there is no strace here.');
    return syncs;
  }
  console.log('Counting how often a sale waits for the disk ...');
  for (const { name, fault } of seats) {
    if (fault !== undefined) continue;
    try {
      syncs.set(name, countSyncs(name));
    } catch (error) {
      console.log(`The waits of ${name} could not be counted: ${reasonOf(error)}`);
    }
  }
  return syncs;
}
