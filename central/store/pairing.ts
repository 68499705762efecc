import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { centre } from '#shared/ledger/drawer.ts';
import { lettersFrom } from '#shared/scan/check-characters.ts';
import type { Pair, Paired, SyncProblem } from '#shared/sync/protocol.ts';
import type { CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';

/** The word that pairs any till with a centre that only its own computer reaches: for trials. Never used up. */
export const trialCode = 'demo-pairing';

const codeLetters = 10;
const codeLivesMs = 24 * 3_600_000;

const hashOf = (machine: Pick<Machine, 'sha256'>, code: string): string =>
  machine.sha256(`pairing-code:${code.toUpperCase()}`);

/** A new code for one till, good for a day. It is told once: here lies only its hash. */
export async function makePairingCode(postgres: Postgres, machine: CentreMachine): Promise<string> {
  const code = lettersFrom(machine.randomBytes(64), codeLetters);
  const now = machine.now();
  await postgres.query('DELETE FROM pairing_code WHERE expires_at < $1', [now - codeLivesMs]);
  await postgres.query('INSERT INTO pairing_code (code_hash, expires_at) VALUES ($1, $2)', [
    hashOf(machine, code),
    now + codeLivesMs,
  ]);
  return code;
}

/** Lets a till in for good. Whoever asks again with the same key, having missed the answer, is answered the same. */
export function pair(
  postgres: Postgres,
  machine: CentreMachine,
  said: Omit<Pair, 'proof'>,
  trial: boolean,
): Promise<Result<Paired, SyncProblem>> {
  return postgres.transaction<Result<Paired, SyncProblem>>(
    async (tx) => {
      const { writer, publicKey, name, shop } = said;
      const now = machine.now();
      const { rows } = await tx.query<{ generation: number; key: string }>(
        'SELECT generation, public_key AS key FROM centre',
      );
      const { generation = 1, key = '' } = rows[0] ?? {};
      const answer = ok({ generation, publicKey: key });
      if (writer === centre) return badCode('No till is called like the centre.');
      const known = await tx.query<{ public_key: string | null }>(
        'SELECT public_key FROM till_log WHERE writer = $1 FOR UPDATE',
        [writer],
      );
      const before = known.rows[0]?.public_key;
      if (before === publicKey) return answer;
      if (before) return badCode('Another till goes by this name already.');
      if (!(trial && said.code === trialCode) && !(await takeCode(tx, machine, said.code, writer)))
        return badCode('This pairing code is not known, was used, or is older than a day.');
      // In a first generation nothing was ever lost, so a new till has nothing to show before rights are granted.
      await tx.query(
        `INSERT INTO till_log (writer, first_seen_at, last_seen_at, public_key, name, shop, checked_in) VALUES ($1, $2, $2, $3, $4, $5, $6)
         ON CONFLICT (writer) DO UPDATE SET public_key = excluded.public_key, name = excluded.name, shop = excluded.shop`,
        [writer, now, publicKey, name, shop, generation === 1 ? 1 : 0],
      );
      return answer;
    },
    { keep: (outcome) => outcome.ok },
  );
}

const badCode = (text: string) => refuse({ code: 'BAD_CODE', text } satisfies SyncProblem);

async function takeCode(
  tx: Transaction,
  machine: CentreMachine,
  code: string,
  writer: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE pairing_code SET used_by = $3 WHERE code_hash = $1 AND used_by IS NULL AND expires_at >= $2',
    [hashOf(machine, code), machine.now(), writer],
  );
  return rowCount === 1;
}
