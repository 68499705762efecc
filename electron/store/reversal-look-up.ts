import type { Drawer } from '#shared/ledger/drawer.ts';
import { debtHolder, saleHolder } from '#shared/ledger/holder.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import { stillOwed } from '#shared/visit/repay-debts.ts';
import { kinshipOf, type Alias, type Kinship } from '#shared/visit/main-wallet.ts';
import type { Part } from '#shared/ledger/posting.ts';
import type { DrawerLot } from '#shared/visit/due-expiries.ts';
import type { HeldLot } from '#shared/visit/look-up.ts';
import type { Reservation } from '#shared/visit/reserve.ts';
import type { Db } from './open-database.ts';

/** A reversal as the read tables have it. `seq` is its place in its writer's log. */
export interface KnownReversal {
  reversalId: string;
  saleId: string;
  writer: string;
  seq: number;
  kind: 'void' | 'refund';
  amount: number;
  currency: string;
  provisional: number;
  /** How much of the right to refund it used up. */
  taken: number;
  /** 1 when the centre has settled a provisional one. */
  settled: number | null;
}

/** What taking back, setting aside and expiring ask of the read tables. */
export interface ReversalLookUp {
  /** How much of a sale may still be taken back, by drawer; undefined when the right to it was never opened. */
  refundRight(saleId: string): HeldLot[] | undefined;
  reversal(reversalId: string): KnownReversal | undefined;
  /** Every reversal of a sale that this till heard of. */
  reversalsOf(saleId: string): KnownReversal[];
  /** Value in this till's drawer whose last day lies before `day`: at most so many lots, in the order of holders, on from one of them. */
  dueLots(day: string, limit: number, fromHolder: string): DrawerLot[];
  /** What is set aside at this till and still waits. */
  reservations(): Reservation[];
  /** Whether value of this unit was ever set aside under this id. */
  wasSetAside(reservationId: string, unit: string): boolean;
  /** What a member has, wherever it lies and in whichever of their wallets. */
  lots(walletId: string): HeldLot[];
  /** What a member owes, below zero, wherever it was booked, and what lies at the centre does not pay. */
  debts(walletId: string): HeldLot[];
  /** What members owe in this till's own drawer, below zero. */
  ownDebts(): DrawerLot[];
  /** The merges that hold, as far as this till heard. */
  aliases(): readonly Alias[];
  /** All wallets that are the same member's as this one, itself first. */
  walletsOf(walletId: string): readonly string[];
  /** The one among them that they count as. */
  mainOf(walletId: string): string;
  /** What a member has in this till's own drawer, in whichever of their wallets. */
  walletLots(walletId: string, unit: string): Part[];
  /** Merges may have changed. */
  mergesChanged(): void;
  /** Whether there is such a member, and whether the person behind it was erased. */
  memberState(walletId: string): { erased: boolean } | undefined;
}

const reversalColumns =
  'reversal_id AS reversalId, sale_id AS saleId, writer, seq, kind, amount, currency, provisional, taken, settled';

/** Statements prepared once. Of this till's own drawer only its own tables are believed, of all others what the centre told. */
export function createReversalLookUp(
  db: Db,
  writer: Drawer,
  heldBy: (holder: string) => HeldLot[],
): ReversalLookUp {
  const opened = db
    .prepare<{ holder: string }, number>(
      `SELECT EXISTS (SELECT 1 FROM balances WHERE holder = @holder)
         OR EXISTS (SELECT 1 FROM known_balances WHERE holder = @holder)`,
    )
    .pluck();
  const one = db.prepare<{ id: string }, KnownReversal>(
    `SELECT ${reversalColumns} FROM reversals WHERE reversal_id = @id AND writer IS NOT NULL`,
  );
  const all = db.prepare<{ id: string }, KnownReversal>(
    `SELECT ${reversalColumns} FROM reversals WHERE sale_id = @id AND writer IS NOT NULL
     UNION SELECT ${reversalColumns} FROM known_reversals WHERE sale_id = @id AND writer IS NOT NULL ORDER BY 1`,
  );
  const due = db.prepare<[string, string, string, number], DrawerLot>(
    `SELECT holder, unit, lot, amount FROM balances
     WHERE holder >= ? AND drawer = ? AND amount > 0 AND lot NOT LIKE '%/-' AND substr(lot, 12) < ?
       AND holder NOT LIKE 'house:%' AND holder NOT LIKE 'reserved:%' AND holder NOT LIKE 'debt:%'
     ORDER BY holder, unit, drawer, lot LIMIT ?`,
  );
  const waiting = db.prepare<[], Omit<Reservation, 'parts'>>(
    `SELECT reservation_id AS reservationId, holder, unit, until_ms AS untilMs FROM reservations
     WHERE waiting > 0 ORDER BY until_ms, reservation_id, unit`,
  );
  const everSetAside = db
    .prepare<[string, string], number>(
      'SELECT EXISTS (SELECT 1 FROM reservations WHERE reservation_id = ? AND unit = ?)',
    )
    .pluck();
  const setAside = db.prepare<[string, string, string], { lot: string; amount: number }>(
    'SELECT lot, amount FROM balances WHERE holder = ? AND unit = ? AND drawer = ? AND amount > 0 ORDER BY lot',
  );
  // Of other drawers the centre knows more than what we put there ourselves, as soon as it told us of them.
  const owed = db.prepare<{ holder: string; writer: string }, HeldLot>(
    `SELECT unit, drawer, lot, amount FROM balances AS own WHERE holder = @holder AND amount < 0
       AND (drawer = @writer OR NOT EXISTS (SELECT 1 FROM known_balances AS known WHERE known.holder = own.holder
         AND known.unit = own.unit AND known.drawer = own.drawer AND known.lot = own.lot))
     UNION ALL SELECT unit, drawer, lot, amount FROM known_balances WHERE holder = @holder AND drawer <> @writer AND amount < 0`,
  );
  const ownDebts = db.prepare<[string], DrawerLot>(
    `SELECT holder, unit, lot, amount FROM balances
     WHERE holder >= 'debt:' AND holder < 'debt;' AND drawer = ? AND amount < 0 ORDER BY holder, unit, lot`,
  );
  // The centre's row counts everybody's word, ours too once it heard of it; before that, our last word holds.
  const same = 'known.from_wallet = own.from_wallet AND known.into_wallet = own.into_wallet';
  const merged = db.prepare<[], Alias>(
    `SELECT from_wallet AS "from", into_wallet AS "into" FROM known_aliases AS known WHERE merges > 0
       AND NOT EXISTS (SELECT 1 FROM aliases AS own WHERE ${same} AND own.last_said > known.last_said)
     UNION ALL SELECT from_wallet, into_wallet FROM aliases AS own WHERE last_said LIKE '% merged'
       AND NOT EXISTS (SELECT 1 FROM known_aliases AS known WHERE ${same} AND known.last_said >= own.last_said)`,
  );
  const member = db.prepare<{ id: string }, { known: number; erased: number | null }>(
    `SELECT count(*) AS known, max(erased_at) AS erased FROM (
       SELECT erased_at FROM members WHERE wallet_id = @id UNION ALL SELECT erased_at FROM known_members WHERE wallet_id = @id)`,
  );
  let aliases: readonly Alias[] | undefined;
  let kin: Kinship | undefined;
  const kinship = (): Kinship => (kin ??= kinshipOf((aliases ??= merged.all())));
  const lotsOf = (walletId: string): HeldLot[] =>
    together(
      kinship()
        .walletsOf(walletId)
        .map((one) => heldBy(walletHolder(one))),
    );
  return {
    refundRight: (saleId) =>
      opened.get({ holder: saleHolder(saleId) }) === 1 ? heldBy(saleHolder(saleId)) : undefined,
    reversal: (id) => one.get({ id }),
    reversalsOf: (id) => onceEach(all.all({ id })),
    dueLots: (day, limit, fromHolder) => due.all(fromHolder, writer, day, limit),
    reservations: () =>
      waiting.all().map((one) => ({
        ...one,
        parts: setAside.all(`reserved:${one.reservationId}`, one.unit, writer),
      })),
    wasSetAside: (reservationId, unit) => everSetAside.get(reservationId, unit) === 1,
    debts(walletId) {
      const wallets = kinship().walletsOf(walletId);
      const debts = together(wallets.map((one) => owed.all({ holder: debtHolder(one), writer })));
      // Hardly anybody owes anything, and every sale asks.
      return debts.length === 0 ? [] : stillOwed(debts, lotsOf(walletId), writer);
    },
    lots: lotsOf,
    ownDebts: () => ownDebts.all(writer),
    aliases: () => (aliases ??= merged.all()),
    walletsOf: (walletId) => kinship().walletsOf(walletId),
    mainOf: (walletId) => kinship().mainOf(walletId),
    walletLots: (walletId, unit) =>
      lotsOf(walletId).flatMap(({ drawer, lot, amount, ...of }) =>
        drawer === writer && of.unit === unit && amount > 0 ? [{ lot, amount }] : [],
      ),
    mergesChanged() {
      [aliases, kin] = [undefined, undefined];
    },
    memberState(walletId) {
      const row = member.get({ id: walletId });
      return row && row.known > 0 ? { erased: row.erased !== null } : undefined;
    },
  };
}

/** What we wrote and what the centre told of it are one: the centre knows more of those that waited for it. */
function onceEach(rows: readonly KnownReversal[]): KnownReversal[] {
  const byId = new Map<string, KnownReversal>();
  for (const row of rows) {
    const known = byId.get(row.reversalId);
    const [taken, settled] = [Math.max(row.taken, known?.taken ?? 0), row.settled ?? known?.settled ?? null];
    byId.set(row.reversalId, { ...row, taken, settled });
  }
  return [...byId.values()];
}

/** What several wallets have, as if it were one: each lot of each drawer once. */
function together(wallets: readonly HeldLot[][]): HeldLot[] {
  if (wallets.length < 2) return wallets[0] ?? [];
  const lots = new Map<string, HeldLot>();
  for (const lot of wallets.flat()) {
    const key = `${lot.unit} ${lot.drawer} ${lot.lot}`;
    const known = lots.get(key);
    if (known) known.amount += lot.amount;
    else lots.set(key, { ...lot });
  }
  return [...lots.values()].filter(({ amount }) => amount !== 0);
}
