import type { Db } from './open-database.ts';

/** Who was in at this till, and what was chosen here: read tables that only people ask. */
export interface SessionLookUp {
  /** Who was in when this till wrote its event `seq`; null for nobody. */
  whoAt(seq: number): string | null;
  /** What was last chosen for a setting, here or at another till of the shop, as JSON. */
  choice(setting: string): { revision: number; value: string } | undefined;
}

/** Statements prepared once. */
export function createSessionLookUp(db: Db, writer: string): SessionLookUp {
  const who = db
    .prepare<[string, number], string | null>(
      'SELECT staff_id FROM sessions WHERE writer = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
    )
    .pluck();
  const chosen = db.prepare<[string], { revision: number; value: string }>(
    `SELECT revision, value FROM (SELECT setting, revision, value FROM settings UNION ALL SELECT setting, revision, value FROM known_settings)
     WHERE setting = ? ORDER BY revision DESC, value DESC LIMIT 1`,
  );
  return {
    whoAt: (seq) => who.get(writer, seq) ?? null,
    choice: (setting) => chosen.get(setting),
  };
}
