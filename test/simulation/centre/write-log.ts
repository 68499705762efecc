import { link } from '#shared/ledger/chain.ts';
import { centre } from '#shared/ledger/drawer.ts';
import { hybridZero } from '#shared/base/hybrid-clock.ts';
import { postingsOf, type Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { mayGoBelowZero } from '#shared/ledger/holder.ts';
import { assert } from '#shared/base/assert.ts';
import type { Entry } from '#shared/projections/fold.ts';
import { screen } from '#shared/projections/screen.ts';
import { logOf, type CentreState, type StoredLog } from './centre-state.ts';
import { today, type CentreMachine } from './centre-machine.ts';
import { applyEntries } from './memory-tables.ts';

/** Adds checked events to a log and to the read tables; what would take more than there is, or makes no sense, is set aside. */
export function writeLog(
  state: CentreState,
  log: StoredLog,
  fresh: readonly Envelope[],
  { transaction, atMs }: { transaction: number; atMs: number },
  checkedIn = log.checkedIn,
): StoredLog {
  const clear = state.cleared >= state.generation;
  const late = log.writer !== centre && clear && state.generation > 1 && log.checkedIn < state.generation;
  if (late && fresh.some(({ type }) => type === 'RightsAccepted')) state.uncovered = true;
  const transitMayLack = !clear || state.uncovered || late || log.writer === centre;
  const { sound, poison } = screen(fresh);
  const aside = poison.map(({ envelope, reason }) => ({ envelope, reason }));
  for (const entry of sound) {
    if (overdraws(state, entry, transitMayLack))
      aside.push({ envelope: entry.envelope, reason: 'overdrawn' });
    else applyEntries(state.tables, [entry], transaction);
  }
  if (aside.length > 0) {
    state.quarantine = [
      ...state.quarantine,
      ...aside.map(
        ({ envelope, reason }) => `${envelope.writer} ${envelope.seq} ${envelope.type}: ${reason}`,
      ),
    ];
    state.setAside = new Set([
      ...state.setAside,
      ...aside.map(({ envelope }) => `${envelope.writer} ${envelope.seq}`),
    ]);
  }
  const last = fresh.at(-1);
  const mark = last ? { epoch: last.epoch, seq: last.seq, hash: last.hash } : {};
  const isBack = log.state === 'excluded' && checkedIn === state.generation;
  const grown: StoredLog = {
    ...log,
    ...mark,
    checkedIn,
    state: isBack ? 'active' : log.state,
    envelopes: [...log.envelopes, ...fresh],
    receivedAtMs: [...log.receivedAtMs, ...fresh.map(() => atMs)],
  };
  state.logs.set(log.writer, grown);
  return grown;
}

/** Whether a customer's drawer would hold less than nothing after this event. */
function overdraws(state: CentreState, { fact, envelope }: Entry, transitMayLack: boolean): boolean {
  const rows = state.tables.get('balances');
  const left = new Map<string, number>();
  for (const { holder, unit, drawer, lot, amount } of postingsOf(fact, envelope.writer)) {
    const key = JSON.stringify([holder, unit, drawer, lot]);
    left.set(key, (left.get(key) ?? Number(rows?.get(key)?.row['amount'] ?? 0)) + amount);
  }
  return [...left].some(([key, amount]) => {
    const [holder = '', , drawer = ''] = JSON.parse(key) as string[];
    return amount < 0 && !mayGoBelowZero(holder) && !(transitMayLack && drawer.startsWith('transit:'));
  });
}

/** Writes the centre's own facts at the end of its log. What they cannot do is a broken promise. */
export function appendOwn(
  state: CentreState,
  machine: CentreMachine,
  facts: readonly Fact[],
  transaction: number,
): readonly Envelope[] {
  if (facts.length === 0) return [];
  const log = logOf(state, centre);
  const hlc = log.envelopes.at(-1)?.hlc ?? hybridZero;
  const head = {
    writer: centre,
    epoch: state.generation,
    seq: log.seq,
    hash: log.hash,
    hlc,
  };
  const envelopes = link(facts, head, { atMs: machine.now(), day: today(machine) }, machine.sha256);
  const aside = state.quarantine.length;
  writeLog(state, log, envelopes, { transaction, atMs: machine.now() });
  assert(state.quarantine.length === aside, `the centre says what can be: ${state.quarantine.at(-1)}`);
  return envelopes;
}
