import { holderKind } from '#shared/ledger/holder.ts';
import type { OpenDebt, OpenRisk } from '#shared/sync/settle.ts';
import { settleMerged, withKin } from '#shared/sync/settle-merged.ts';
import { kinshipOf, type Alias, type Kinship } from '#shared/visit/main-wallet.ts';
import { settleBarrier } from './barrier.ts';
import { payingLotsOf } from './centre-lots.ts';
import { makeAllGood } from './make-good.ts';
import { openLimited } from './open-limited.ts';
import { appendOwn, lockOwnLog, today, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { settleReversals } from './settle-reversals.ts';

const atOnce = 200;

/** Covers risks and repays debts of whoever has value in the centre's drawer, settles refunds, gives back what was taken twice, and opens limited coupons. Answers how many facts that came to. */
export function settle(postgres: Postgres, machine: CentreMachine): Promise<number> {
  return postgres.transaction(async (tx) => {
    if (!(await settleBarrier(tx, machine))) return 0;
    await lockOwnLog(tx, machine);
    // Whoever has nothing that pays is left out: else two hundred of them would stand before everybody else for good.
    const pays =
      "balances.unit = owing.unit AND drawer = 'centre' AND amount > 0 AND (lot LIKE '%/-' OR substr(lot, 12) >= $1)";
    const { rows } = await tx.query<{ holder: string }>(
      `SELECT holder FROM risks AS owing
       WHERE amount > covered + written_off AND EXISTS (SELECT FROM balances WHERE balances.holder = owing.holder AND ${pays})
       UNION SELECT 'wallet:' || substr(holder, 6) FROM balances AS owing
       WHERE drawer = 'centre' AND holder >= 'debt:' AND holder < 'debt;' AND amount < 0
         AND EXISTS (SELECT FROM balances WHERE balances.holder = 'wallet:' || substr(owing.holder, 6) AND ${pays})
       ORDER BY holder LIMIT ${atOnce}`,
      [await today(tx, machine)],
    );
    const covered = await settleHolders(
      tx,
      machine,
      [...rows, ...(await mergedOwing(tx))].map(({ holder }) => holder),
    );
    const settled = await settleReversals(tx, machine);
    return covered + settled + (await makeAllGood(tx, machine)) + (await openLimited(tx, machine));
  });
}

/** Covers risks and repays debts of these holders; call with the centre's log locked, and only when the centre may spend. */
export async function settleHolders(
  tx: Transaction,
  machine: CentreMachine,
  holders: readonly string[],
): Promise<number> {
  if (holders.length === 0) return 0;
  const kin = await kinOf(tx, holders);
  const all = withKin(holders, kin);
  const [risks, debts] = [await openRisks(tx, all), await openDebts(tx, all)];
  if (risks.length + debts.length === 0) return 0;
  const [lots, day] = [await payingLotsOf(tx, all), await today(tx, machine)];
  const facts = settleMerged({ risks, debts, lots, kin, day });
  await appendOwn(tx, machine, facts);
  return facts.length;
}

/** Members of several wallets who owe: another one of these may have what pays. There are few. */
async function mergedOwing(tx: Transaction): Promise<{ holder: string }[]> {
  const merged = (walletId: string): string =>
    `EXISTS (SELECT FROM aliases WHERE merges > 0 AND (from_wallet = ${walletId} OR into_wallet = ${walletId}))`;
  const { rows } = await tx.query<{ holder: string }>(
    `SELECT holder FROM risks
     WHERE amount > covered + written_off AND holder LIKE 'wallet:%' AND ${merged('substr(holder, 8)')}
     UNION SELECT 'wallet:' || substr(holder, 6) FROM balances
     WHERE drawer = 'centre' AND holder >= 'debt:' AND holder < 'debt;' AND amount < 0 AND ${merged('substr(holder, 6)')}
     ORDER BY holder LIMIT 2000`,
  );
  return rows;
}

/** Who these are the same as, by whatever merges. */
async function kinOf(tx: Transaction, holders: readonly string[]): Promise<Kinship> {
  const wallets = holders.filter((holder) => holderKind(holder) === 'wallet');
  const { rows } = await tx.query<Alias>(
    `WITH RECURSIVE kin (wallet) AS (
       SELECT unnest($1::text[]) COLLATE "C"
       UNION SELECT CASE WHEN from_wallet = wallet THEN into_wallet ELSE from_wallet END
         FROM kin JOIN aliases ON merges > 0 AND (from_wallet = wallet OR into_wallet = wallet))
     SELECT from_wallet AS "from", into_wallet AS "into" FROM aliases
     WHERE merges > 0 AND from_wallet IN (SELECT wallet FROM kin) ORDER BY 1, 2`,
    [wallets.map((holder) => holder.slice('wallet:'.length))],
  );
  return kinshipOf(rows);
}

async function openRisks(tx: Transaction, holders: readonly string[]): Promise<OpenRisk[]> {
  const { rows } = await tx.query<OpenRisk>(
    `SELECT risk_id AS "riskId", till, lot, holder, unit, amount - covered - written_off AS open FROM risks
     WHERE amount > covered + written_off AND holder = ANY($1) ORDER BY lot, risk_id`,
    [holders],
  );
  return rows;
}

/** What these members owe in our own drawer: what stands elsewhere is repaid there, or handed over to us first. */
async function openDebts(tx: Transaction, holders: readonly string[]): Promise<OpenDebt[]> {
  const owing = holders.flatMap((holder) =>
    holderKind(holder) === 'wallet' ? [`debt:${holder.slice('wallet:'.length)}`] : [],
  );
  const { rows } = await tx.query<OpenDebt>(
    `SELECT substr(holder, 6) AS "walletId", unit, lot, -amount AS open FROM balances
     WHERE drawer = 'centre' AND amount < 0 AND holder = ANY($1) ORDER BY holder, unit, lot`,
    [owing],
  );
  return rows;
}
