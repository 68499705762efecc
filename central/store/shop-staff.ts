import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { mergeStaffRecords, sameStaffRecord, StaffRecord } from '#shared/members/staff-record.ts';
import type { SyncProblem } from '#shared/sync/protocol.ts';
import { staffDigest, type TellStaff, type ToldStaff } from '#shared/sync/staff.ts';
import { centreSealer } from '#central/platform/sealer.ts';
import type { Postgres, Transaction } from './postgres.ts';

interface Row {
  staffId: string;
  key: string;
  sealed: string;
}

/**
 * Compares who works in a till's shop with what the till knows. The shop is the one that the till named when it was paired, so nobody
 * else's staff is told or changed; a till that the owner revoked is told nothing.
 */
export async function compareStaff(
  postgres: Postgres,
  sha256: Machine['sha256'],
  writer: string,
  said: TellStaff,
): Promise<Result<ToldStaff, SyncProblem>> {
  return postgres.transaction<Result<ToldStaff, SyncProblem>>(async (tx) => {
    const { rows } = await tx.query<{ shop: string | null; state: string }>(
      'SELECT shop, state FROM till_log WHERE writer = $1',
      [writer],
    );
    const [till] = rows;
    if (!till?.shop) return refuse({ code: 'NOT_PAIRED', text: 'This till was not paired.' });
    if (till.state === 'revoked')
      return refuse({ code: 'RETIRED', text: 'The owner revoked this till: it is told nothing more.' });
    const { shop } = till;
    // One shop's tills after each other: two that say something of the same person must not overwrite each other.
    if (said.staff.length > 0)
      await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [changingStaff, shop]);
    const { known, lost } = await staffOf(tx, shop);
    for (const one of said.staff) {
      const ours = known.get(one.staffId);
      const merged = ours ? mergeStaffRecords(ours, one) : one;
      if (ours && sameStaffRecord(ours, merged)) continue;
      await keep(tx, shop, merged);
      known.set(one.staffId, merged);
      lost.delete(one.staffId);
    }
    const staff = [...known.values()];
    return ok({
      staff: staffDigest(staff, sha256) === said.digest ? null : staff,
      unreadable: lost.size,
    });
  });
}

/** The first number of the lock that each shop's staff is changed under; the second is the shop's. */
const changingStaff = 7_431;

/** Who is known to work in a shop, and whose entries are there and cannot be read until a till that knows them tells of them again. */
async function staffOf(
  tx: Transaction,
  shop: string,
): Promise<{ known: Map<string, StaffRecord>; lost: Set<string> }> {
  const { rows } = await tx.query<Row>(
    `SELECT staff_id AS "staffId", encode(key, 'hex') AS key, encode(sealed, 'base64') AS sealed
     FROM shop_staff WHERE shop = $1 ORDER BY staff_id`,
    [shop],
  );
  const known = new Map<string, StaffRecord>();
  const lost = new Set<string>();
  for (const { staffId, key, sealed } of rows) {
    const text = centreSealer.open(sealed.replaceAll('\n', ''), key, staffId);
    const record = StaffRecord.safeParse(text === undefined ? {} : JSON.parse(text));
    if (record.success) known.set(staffId, record.data);
    else lost.add(staffId);
  }
  return { known, lost };
}

async function keep(tx: Transaction, shop: string, record: StaffRecord): Promise<void> {
  const { staffId } = record;
  const key = centreSealer.newKey();
  const sealed = centreSealer.seal(JSON.stringify(record), key, staffId);
  await tx.query(
    `INSERT INTO shop_staff (shop, staff_id, key, sealed) VALUES ($1, $2, decode($3, 'hex'), decode($4, 'base64'))
     ON CONFLICT (shop, staff_id) DO UPDATE SET key = excluded.key, sealed = excluded.sealed`,
    [shop, staffId, key, sealed],
  );
}
