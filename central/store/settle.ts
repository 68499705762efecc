import type { Fact } from '#shared/ledger/events.ts';
import { freeLots, type FreeLots } from '#shared/sync/free-lots.ts';
import { settleRisk, type OpenRisk } from '#shared/sync/settle.ts';
import { settleBarrier } from './barrier.ts';
import { lotsOf } from './centre-lots.ts';
import { appendOwn, lockOwnLog, today, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { settleReversals } from './settle-reversals.ts';

const atOnce = 200;

/** Covers risks of whoever has value in the centre's drawer, and settles provisional refunds. Answers how many facts that came to. */
export function settle(postgres: Postgres, machine: CentreMachine): Promise<number> {
  return postgres.transaction(async (tx) => {
    if (!(await settleBarrier(tx, machine))) return 0;
    await lockOwnLog(tx, machine);
    const { rows } = await tx.query<{ holder: string }>(
      `SELECT DISTINCT holder FROM risks AS owing
       WHERE amount > covered + written_off AND EXISTS (SELECT FROM balances WHERE balances.holder = owing.holder AND drawer = 'centre' AND amount > 0)
       ORDER BY holder LIMIT ${atOnce}`,
    );
    const covered = await settleHolders(
      tx,
      machine,
      rows.map(({ holder }) => holder),
    );
    return covered + (await settleReversals(tx, machine));
  });
}

/** The same for these holders; call with the centre's log locked, and only when the centre may spend. */
export async function settleHolders(
  tx: Transaction,
  machine: CentreMachine,
  holders: readonly string[],
): Promise<number> {
  if (holders.length === 0) return 0;
  const risks = await openRisks(tx, holders);
  if (risks.length === 0) return 0;
  const free = freeLots(await lotsOf(tx, holders));
  const day = await today(tx, machine);
  const facts = cover(risks, free, day);
  await appendOwn(tx, machine, facts);
  return facts.length;
}

const cover = (risks: readonly OpenRisk[], free: FreeLots, day: string): Fact[] =>
  risks.flatMap((risk) => settleRisk(risk, free, day) ?? []);

async function openRisks(tx: Transaction, holders: readonly string[]): Promise<OpenRisk[]> {
  const { rows } = await tx.query<OpenRisk>(
    `SELECT risk_id AS "riskId", till, lot, holder, unit, amount - covered - written_off AS open FROM risks
     WHERE amount > covered + written_off AND holder = ANY($1) ORDER BY lot, risk_id`,
    [holders],
  );
  return rows;
}
