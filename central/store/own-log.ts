import { assert } from '#shared/base/assert.ts';
import { businessDay, type BusinessCalendar } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { hybridZero } from '#shared/base/hybrid-clock.ts';
import { link } from '#shared/ledger/chain.ts';
import { centre } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { screen } from '#shared/projections/screen.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Transaction } from './postgres.ts';
import { touchTill, type TillLog } from './till-log.ts';
import { write } from './write.ts';

/** What the centre needs of the machine it runs on. */
export type CentreMachine = Pick<Machine, 'now' | 'sha256' | 'newId' | 'randomBytes'>;

/** Locks the centre's own log: whoever holds it alone takes value out of the centre's drawer, and reads what is in it. */
export const lockOwnLog = (tx: Transaction, machine: Pick<Machine, 'now'>): Promise<TillLog> =>
  touchTill(tx, centre, machine.now());

/** Writes the centre's own facts at the end of its log. They are ours, so what they cannot do is a broken promise. */
export async function appendOwn(
  tx: Transaction,
  machine: Pick<Machine, 'now' | 'sha256'>,
  facts: readonly Fact[],
): Promise<void> {
  if (facts.length === 0) return;
  const log = await lockOwnLog(tx, machine);
  const { rows } = await tx.query<{ hlc: string }>(
    'SELECT hlc FROM ledger_event WHERE writer = $1 AND seq = $2',
    [centre, log.seq],
  );
  const atMs = machine.now();
  const day = await today(tx, machine);
  // An epoch is a stretch of a log that nobody continued from elsewhere: for the centre that is a generation.
  const head = { ...log, epoch: log.generation, hlc: rows[0]?.hlc ?? hybridZero };
  const envelopes = link(facts, head, { atMs, day }, machine.sha256);
  const screened = screen(envelopes);
  assert(screened.poison.length === 0, `the centre says what can be: ${screened.poison[0]?.reason}`);
  await write(tx, log, envelopes, () => screened, {
    now: atMs,
    transitMayLack: true,
    checkedIn: log.generation,
  });
}

/** The business day of the chain: where most tills are. */
export const today = async (tx: Transaction, machine: Pick<Machine, 'now'>): Promise<string> =>
  businessDay(machine.now(), await calendarOf(tx));

/** By which calendar the chain's days are told. */
export async function calendarOf(tx: Transaction): Promise<BusinessCalendar> {
  const { rows } = await tx.query<{ zone: string | null }>(
    'SELECT zone FROM tills GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1',
  );
  const { cutOffHour, zone } = ShopSettings.parse({});
  return { zone: rows[0]?.zone ?? zone, cutOffHour };
}
