import { businessDay } from '#shared/base/business-time.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { suspenseOf } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import { reservationOf, type ReservedFor } from '#shared/sync/interrupt-reservations.ts';
import type { OwnerDecision, OwnerRefusal } from '#shared/sync/owner.ts';
import { openWorth, revokeFacts, suspenseFacts } from '#shared/sync/owner-facts.ts';
import { refundDays } from '#shared/visit/reverse-case.ts';
import { openRefund } from '#shared/visit/reverse-sale.ts';
import { grantColumns, readGrant, type GrantRow } from './grant-row.ts';
import { stranded } from './conflicts.ts';
import { appendOwn, calendarOf, lockOwnLog, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { saleOf, settleOne } from './settle-reversals.ts';
import { waitingReversals } from './waiting-reversals.ts';

type Outcome = Result<{ facts: number }, OwnerRefusal>;
type Of<K extends OwnerDecision['kind']> = Extract<OwnerDecision, { kind: K }>;

const nothingThere: Outcome = refuse({ code: 'NOTHING_THERE' });
const unknownTill: Outcome = refuse({ code: 'TILL_UNKNOWN' });

/** Carries out what the owner decided: facts in the centre's own log, and what follows from them, in one transaction. */
export function decideAsOwner(
  postgres: Postgres,
  machine: CentreMachine,
  decision: OwnerDecision,
): Promise<Outcome> {
  return postgres.transaction<Outcome>(
    async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      switch (decision.kind) {
        case 'revoke-till':
          return revoke(tx, machine, decision);
        case 'exclude-till':
          return exclude(tx, decision);
        case 'release-suspense':
        case 'write-off-suspense':
          return suspense(tx, machine, decision);
        case 'write-off-risk':
          return writeOff(tx, machine, decision);
        case 'close-refund':
          return closeRefund(tx, machine, decision);
        case 'settle-refund':
          return settleRefund(tx, machine, decision);
        case 'close-set-aside':
          return closeSetAside(tx, machine, decision);
      }
    },
    { keep: (outcome) => outcome.ok },
  );
}

async function append(tx: Transaction, machine: CentreMachine, facts: readonly Fact[]): Promise<Outcome> {
  for (let at = 0; at < facts.length; at += 2_000) await appendOwn(tx, machine, facts.slice(at, at + 2_000));
  return facts.length === 0 ? nothingThere : ok({ facts: facts.length });
}

/** The till's row is locked first: an upload that is under way is still believed, a later one is not. */
async function revoke(
  tx: Transaction,
  machine: CentreMachine,
  decision: Of<'revoke-till'>,
): Promise<Outcome> {
  const { till, because, by } = decision;
  const { rowCount } = await tx.query(
    `UPDATE till_log SET state = 'revoked' WHERE writer = $1 AND writer <> 'centre' AND state <> 'revoked'`,
    [till],
  );
  if (rowCount === 0) return unknownTill;
  await lockOwnLog(tx, machine);
  const { rows: grants } = await tx.query<GrantRow>(
    `SELECT ${grantColumns} FROM grants
     WHERE till = $1 AND granted_at IS NOT NULL AND accepted_at IS NULL AND cancelled_at IS NULL ORDER BY generation, number`,
    [till],
  );
  const drawer = await drawerOf(tx, till);
  const [debts, reservations] = [await debtsIn(tx, till), await reservedFor(tx, drawer)];
  const onTheWay = grants.map(readGrant);
  return append(tx, machine, revokeFacts({ till, because, by, drawer, reservations, debts, onTheWay }));
}

async function exclude(tx: Transaction, { till }: Of<'exclude-till'>): Promise<Outcome> {
  const { rowCount } = await tx.query(
    `UPDATE till_log SET state = 'excluded' WHERE writer = $1 AND writer <> 'centre' AND state = 'active'`,
    [till],
  );
  return rowCount === 0 ? unknownTill : ok({ facts: 0 });
}

async function suspense(
  tx: Transaction,
  machine: CentreMachine,
  decision: Of<'release-suspense' | 'write-off-suspense'>,
): Promise<Outcome> {
  const { till: from, holder, unit, by, kind } = decision;
  await lockOwnLog(tx, machine);
  const lots = (await drawerOf(tx, suspenseOf(from), holder)).filter((lot) => lot.unit === unit);
  return append(
    tx,
    machine,
    suspenseFacts(lots, { from, by, lost: kind === 'write-off-suspense' }, await reservedFor(tx, lots)),
  );
}

async function writeOff(
  tx: Transaction,
  machine: CentreMachine,
  decision: Of<'write-off-risk'>,
): Promise<Outcome> {
  const { riskId, by } = decision;
  await lockOwnLog(tx, machine);
  const { rows } = await tx.query<{
    till: string;
    unit: string;
    lot: string;
    amount: number;
    open: number;
    worthMinor: number;
    currency: string | null;
  }>(
    `SELECT till, unit, lot, amount, amount - covered - written_off AS open, worth_minor AS "worthMinor", currency
     FROM risks WHERE risk_id = $1 AND amount > covered + written_off`,
    [riskId],
  );
  const [risk] = rows;
  if (!risk) return nothingThere;
  const { till, unit, lot, open, currency } = risk;
  const worth = currency === null ? null : { minor: openWorth(risk), currency };
  return append(tx, machine, [
    { type: 'RiskWrittenOff', body: { riskId, till, unit, amount: open, lot, by, worth } },
  ]);
}

async function closeRefund(
  tx: Transaction,
  machine: CentreMachine,
  { reversalId, by }: Of<'close-refund'>,
): Promise<Outcome> {
  const { rowCount } = await tx.query(
    `INSERT INTO refund_closed (reversal_id, by, at)
     SELECT reversal_id, $2, $3 FROM reversals WHERE reversal_id = $1 AND fault IS NOT NULL ON CONFLICT DO NOTHING`,
    [reversalId, by, machine.now()],
  );
  return rowCount === 0 ? nothingThere : ok({ facts: 0 });
}

/** Whose value these lots are, as far as they wait for baskets. */
async function reservedFor(tx: Transaction, lots: readonly HeldLot[]): Promise<ReservedFor[]> {
  const { rows } = await tx.query<ReservedFor>(
    `SELECT DISTINCT reservation_id AS "reservationId", holder FROM reservations WHERE reservation_id = ANY($1)`,
    [lots.flatMap(({ holder }) => reservationOf(holder) ?? [])],
  );
  return rows;
}

/** What members owe in a drawer, below zero. */
async function debtsIn(tx: Transaction, drawer: string): Promise<HeldLot[]> {
  const { rows } = await tx.query<HeldLot>(
    `SELECT holder, unit, lot, amount FROM balances
     WHERE drawer = $1 AND amount < 0 AND holder >= 'debt:' AND holder < 'debt;' ORDER BY holder, unit, lot`,
    [drawer],
  );
  return rows;
}

/** The till that sold is believed no more, so it never opens the right: whoever opens it now is the only one. */
async function settleRefund(
  tx: Transaction,
  machine: CentreMachine,
  { reversalId }: Of<'settle-refund'>,
): Promise<Outcome> {
  await lockOwnLog(tx, machine);
  const [waiting] = await waitingReversals(tx, `${stranded} AND reversal_id = $1`, [reversalId]);
  const sale = waiting && (await saleOf(tx, waiting.saleId));
  if (!waiting || !sale) return nothingThere;
  const opening = sale.total.minor > 0 ? [openRefund(sale, refundDays)] : [];
  await appendOwn(tx, machine, opening);
  const calendar = await calendarOf(tx);
  const settled = await settleOne(tx, machine, waiting, businessDay(machine.now(), calendar));
  return ok({ facts: opening.length + settled });
}

async function closeSetAside(
  tx: Transaction,
  machine: CentreMachine,
  { till, seq, by }: Of<'close-set-aside'>,
): Promise<Outcome> {
  const { rowCount } = await tx.query(
    'UPDATE quarantine SET seen_by = $3, seen_at = $4 WHERE writer = $1 AND seq = $2 AND overdrawn AND seen_at IS NULL',
    [till, seq, by, machine.now()],
  );
  return rowCount === 0 ? nothingThere : ok({ facts: 0 });
}

/** What lies in a drawer, of everybody or of one. House accounts are not among the balances. */
async function drawerOf(tx: Transaction, drawer: string, holder?: string): Promise<HeldLot[]> {
  const { rows } = await tx.query<HeldLot>(
    `SELECT holder, unit, lot, amount FROM balances
     WHERE drawer = $1 AND amount > 0 AND ($2::text IS NULL OR holder = $2) AND holder NOT LIKE 'debt:%'
     ORDER BY holder, unit, lot`,
    [drawer, holder ?? null],
  );
  return rows;
}
