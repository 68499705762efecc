import { z } from 'zod';
import { ok, type Result } from '#shared/base/result.ts';
import { mergeSealed, openProfile, type SealedProfile } from '#shared/members/sealed-profile.ts';
import { profilesAtOnce, type ProfilesPage } from '#shared/sync/profiles.ts';
import type { SyncProblem } from '#shared/sync/protocol.ts';
import { centreSealer } from '#central/platform/sealer.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { cursorFor, readingOf } from './reading.ts';

const columns = `wallet_id AS "walletId", encode(key, 'hex') AS key, encode(sealed, 'base64') AS sealed`;
const joined = 'member_profile JOIN member_key USING (wallet_id)';

/** PostgreSQL breaks long base64 into lines. */
const whole = (row: SealedProfile): SealedProfile => ({ ...row, sealed: row.sealed.replaceAll('\n', '') });

/** Takes in what a till says of members: merged with what is known, all or nothing. Answers how many are kept. */
export async function takeProfiles(postgres: Postgres, sent: readonly SealedProfile[]): Promise<number> {
  // Always in the same order, so that two tills that know the same people do not wait for each other.
  const theirs = [...sent].sort((a, b) => (a.walletId < b.walletId ? -1 : 1));
  return postgres.transaction(async (tx) => {
    const ids = theirs.map(({ walletId }) => walletId);
    // One who is being erased in this moment is waited for, and one who was is not known again.
    await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [erasing]);
    const gone = await erasedAmong(tx, ids);
    const { rows } = await tx.query<SealedProfile>(
      `SELECT ${columns} FROM ${joined} WHERE wallet_id = ANY($1) ORDER BY wallet_id FOR UPDATE OF member_profile`,
      [ids],
    );
    const known = new Map(rows.map((row) => [row.walletId, whole(row)]));
    let taken = 0;
    for (const one of theirs) {
      if (gone.has(one.walletId) || !openProfile(one, centreSealer)) continue;
      taken += 1;
      const ours = known.get(one.walletId);
      const merged = ours ? mergeSealed(ours, one, centreSealer) : one;
      if (merged !== ours) await keep(tx, merged);
      known.set(one.walletId, merged);
    }
    return taken;
  });
}

/** Two tills may meet a new person in the same moment: the second then merges with what the first left. */
async function keep(tx: Transaction, { walletId, key, sealed }: SealedProfile): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO member_key (wallet_id, key) VALUES ($1, decode($2, 'hex')) ON CONFLICT (wallet_id) DO NOTHING`,
    [walletId, key],
  );
  if (rowCount === 1) {
    await tx.query(`INSERT INTO member_profile (wallet_id, sealed) VALUES ($1, decode($2, 'base64'))`, [
      walletId,
      sealed,
    ]);
    return;
  }
  const { rows } = await tx.query<SealedProfile>(
    `SELECT ${columns} FROM ${joined} WHERE wallet_id = $1 FOR UPDATE`,
    [walletId],
  );
  const [now] = rows.map(whole);
  const merged = now ? mergeSealed(now, { walletId, key, sealed }, centreSealer) : { walletId, key, sealed };
  await tx.query(`UPDATE member_key SET key = decode($2, 'hex') WHERE wallet_id = $1`, [
    walletId,
    merged.key,
  ]);
  await tx.query(
    `UPDATE member_profile SET sealed = decode($2, 'base64'), told = pg_current_xact_id() WHERE wallet_id = $1`,
    [walletId, merged.sealed],
  );
}

async function erasedAmong(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT wallet_id AS id FROM members WHERE wallet_id = ANY($1) AND erased_at IS NOT NULL',
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The number of the lock that keeps erasing and learning of somebody apart. */
const erasing = 7_431_002;

/** Destroys keys and profiles of members who are erased. Part of the transaction that learns of it. */
export async function forgetProfiles(tx: Transaction, walletIds: readonly string[]): Promise<void> {
  if (walletIds.length === 0) return;
  await tx.query('SELECT pg_advisory_xact_lock($1)', [erasing]);
  for (const table of ['member_key', 'member_profile'])
    await tx.query(`DELETE FROM ${table} WHERE wallet_id = ANY($1)`, [walletIds]);
}

/** The same of everybody the ledger says was erased: what a backup brought back is gone again. */
export async function forgetErased(tx: Transaction): Promise<void> {
  for (const table of ['member_key', 'member_profile'])
    await tx.query(
      `DELETE FROM ${table} WHERE wallet_id IN (SELECT wallet_id FROM members WHERE erased_at IS NOT NULL)`,
    );
}

/** Behind whom a reader is: a transaction and a wallet in it, of this generation of this very server. */
const Cursor = z.object({
  generation: z.int(),
  server: z.string(),
  told: z.string().regex(/^\d{1,19}$/),
  after: z.string().regex(/^[0-9a-f]{0,32}$/),
});

/**
 * The profiles that changed behind a cursor, as they are now, in the order of the transactions that changed them. Like the story it
 * shows none that a slower transaction could still slip before.
 */
export async function profilesAfter(
  postgres: Postgres,
  reader: string,
  cursor: string,
): Promise<Result<ProfilesPage, SyncProblem>> {
  const reading = await readingOf(postgres, reader);
  if (!reading.ok) return reading;
  const known = cursorFor(reading.value, cursor, (said) => Cursor.safeParse(said).data);
  if (!known.ok) return known;
  const { generation, server, horizon } = reading.value;
  const from = known.value;
  const rows = await postgres.query<SealedProfile & { told: string }>(
    `SELECT ${columns}, told::text AS told FROM ${joined}
     WHERE (told, wallet_id) > ($1::xid8, $2) AND told < $3::xid8 ORDER BY told, wallet_id LIMIT ${profilesAtOnce}`,
    [from?.told ?? '0', from?.after ?? '', horizon],
  );
  const last = rows.at(-1);
  const more = rows.length === profilesAtOnce;
  // Told to the end, the next page begins where nothing could be shown yet.
  const place = more && last ? { told: last.told, after: last.walletId } : { told: horizon, after: '' };
  return ok({
    profiles: rows.map(({ walletId, key, sealed }) => whole({ walletId, key, sealed })),
    cursor: JSON.stringify({ generation, server, ...place }),
    anew: !from,
    more,
  });
}
