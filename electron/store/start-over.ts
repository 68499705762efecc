import { assert } from '#shared/base/assert.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { emptyHead, findFault, headAt } from '#shared/ledger/chain.ts';
import { saleHolder } from '#shared/ledger/holder.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { screen } from '#shared/projections/screen.ts';
import type { ReservedFor } from '#shared/sync/interrupt-reservations.ts';
import type { DrawerLot } from '#shared/sync/purse.ts';
import { reconcile, type StartedOver } from '#shared/sync/reconcile.ts';
import type { SaidBefore, Told } from '#shared/sync/two-histories.ts';
import type { Ledger } from './append.ts';
import type { LogTable } from './log-table.ts';
import type { Db } from './open-database.ts';
import type { Project } from './project.ts';
import { rebuild } from './rebuild.ts';
import type { Standing } from './standing.ts';

/** The centre's copy of this till's log where it differs from ours, and the epoch under which we go on behind it. */
export interface CentreCopy {
  /** Up to here both logs are the same. */
  commonSeq: number;
  /** The centre's events behind that. */
  rest: readonly Envelope[];
  epoch: number;
}

/** What the work needs of the store it is part of. */
export interface StoreParts {
  db: Db;
  log: LogTable;
  ledger: Ledger;
  standing: Standing;
  project: Project;
  machine: Pick<Machine, 'newId' | 'sha256'>;
}

/**
 * Takes over the centre's copy of our log and says behind it, under a new epoch, what only we knew. Our own events that stood
 * where the centre's stand now are set aside, not lost. Part of the caller's transaction.
 */
export function startOver(parts: StoreParts, copy: CentreCopy, now: BusinessTime): StartedOver {
  const { db, log, ledger, standing, project, machine } = parts;
  const { commonSeq, rest, epoch } = copy;
  const [common] = commonSeq === 0 ? [] : log.after(commonSeq - 1, 1);
  const fault = findFault(rest, common ? headAt(common) : emptyHead(standing.writer), machine.sha256);
  assert(!fault, `the centre's copy of our log is whole: ${fault?.fault} at ${fault?.seq}`);
  const toldIn = (envelopes: readonly Envelope[]): Told[] =>
    readEntries(envelopes).map(({ fact, envelope: { at: atMs, day } }) => ({ fact, time: { atMs, day } }));
  const ours = toldIn(log.after(commonSeq, Number.MAX_SAFE_INTEGER));
  setAside(db, commonSeq);
  for (const envelope of rest) log.insert(envelope);
  ledger.forget();
  if (ours.length > 0) rebuild(db, log);
  else project(screen(rest).sound);
  const { seq, hash } = rest.at(-1) ?? common ?? emptyHead(standing.writer);
  const over = reconcile({
    writer: standing.writer,
    epoch,
    because: ours.length > 0 ? 'forked' : 'restored',
    generation: standing.generation(),
    theirs: { seq, hash },
    drawer: lyingIn(db, standing.writer),
    reservations: waitingIn(db),
    before: saidBefore(db),
    heard: toldIn(screen(rest).sound.map(({ envelope }) => envelope)),
    ours,
    now,
    newId: () => machine.newId(),
  });
  standing.keep({ epoch, state: 'sound' });
  for (const { time, facts } of byTime(over.told)) ledger.record(facts, time);
  return over;
}

/** The ledger lets go only of what stands among the events that were set aside. */
function setAside(db: Db, commonSeq: number): void {
  db.prepare(
    `INSERT OR IGNORE INTO set_aside_event SELECT hash, seq, epoch, hlc, at, day, type, version, body FROM ledger_event WHERE seq > ?`,
  ).run(commonSeq);
  db.prepare('DELETE FROM ledger_event WHERE seq > ?').run(commonSeq);
}

const lyingIn = (db: Db, writer: string): DrawerLot[] =>
  db
    .prepare<[string], DrawerLot>(
      'SELECT holder, unit, lot, amount FROM balances WHERE drawer = ? AND amount <> 0 ORDER BY holder, unit, lot',
    )
    .all(writer);

const waitingIn = (db: Db): ReservedFor[] =>
  db
    .prepare<[], ReservedFor>(
      'SELECT DISTINCT reservation_id AS reservationId, holder FROM reservations WHERE waiting > 0',
    )
    .all();

function saidBefore(db: Db): SaidBefore {
  const asked = (sql: string) => {
    const statement = db.prepare<[string], number>(sql).pluck();
    return (id: string): boolean => statement.get(id) !== undefined;
  };
  const refund = asked('SELECT 1 FROM balances WHERE holder = ? LIMIT 1');
  return {
    sale: asked('SELECT 1 FROM sales WHERE sale_id = ?'),
    voucher: asked('SELECT 1 FROM vouchers WHERE voucher_id = ? AND unit IS NOT NULL'),
    grant: asked('SELECT 1 FROM grants WHERE grant_id = ? AND accepted_at IS NOT NULL'),
    refund: (saleId) => refund(saleHolder(saleId)),
    reversal: asked('SELECT 1 FROM reversals WHERE reversal_id = ? AND writer IS NOT NULL'),
  };
}

/** Facts of the same moment are written together, as they were the first time. */
function byTime(told: readonly Told[]): { time: BusinessTime; facts: Told['fact'][] }[] {
  const groups: { time: BusinessTime; facts: Told['fact'][] }[] = [];
  for (const { time, fact } of told) {
    const last = groups.at(-1);
    if (last?.time.atMs === time.atMs && last.time.day === time.day) last.facts.push(fact);
    else groups.push({ time, facts: [fact] });
  }
  return groups;
}
