import { assert } from '#shared/base/assert.ts';
import type { Machine } from '#shared/base/machine.ts';
import { emptyHead, findFault, link, type Head } from '#shared/ledger/chain.ts';
import { postingsOf, type Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Entry } from '#shared/projections/fold.ts';
import { screen } from '#shared/projections/screen.ts';
import type { Db } from './open-database.ts';
import type { Project } from './project.ts';

/** The part of the store that adds to the ledger. Everything here runs inside the caller's transaction. */
export interface Ledger {
  /** Where this till's own log ends. Remembered, since nobody else writes it. */
  head(): Head;
  /** To be called when a transaction was rolled back: what was remembered may not have happened. */
  forget(): void;
  /** Writes this till's own facts down and projects them. A broken promise if a customer's drawer would go below zero. */
  record(facts: readonly Fact[]): Envelope[];
  /**
   * Stores other writers' events as they came. Those already here are passed over; a broken chain is a broken promise. One
   * whose content cannot be is chained like the others and counts for nothing: one till's mistake stops no other till.
   */
  adopt(envelopes: readonly Envelope[]): Envelope[];
}

/** The ledger of one database, for the till that writes as `writer`. */
export function createLedger(
  db: Db,
  project: Project,
  writer: string,
  epoch: number,
  machine: Pick<Machine, 'now' | 'sha256'>,
): Ledger {
  const insert = db.prepare(
    `INSERT INTO ledger_event (writer, epoch, seq, hlc, at, type, version, body, prev, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = db.prepare(
    'SELECT epoch, seq, hash, hlc FROM ledger_event WHERE writer = ? ORDER BY seq DESC LIMIT 1',
  );
  const held = db
    .prepare('SELECT amount FROM balances WHERE holder = ? AND unit = ? AND drawer = ? AND lot = ?')
    .pluck();

  const headOf = (of: string): Head => {
    const row = last.get(of) as Omit<Head, 'writer'> | undefined;
    return row ? { writer: of, ...row } : emptyHead(of);
  };
  let known: Head | undefined;
  const head = (): Head => (known ??= headOf(writer));
  const store = (envelopes: readonly Envelope[], entries: readonly Entry[]): void => {
    for (const { seq, epoch: era, hlc, at, type, version, body, prev, hash, writer: by } of envelopes) {
      insert.run(by, era, seq, hlc, at, type, version, body, prev, hash);
    }
    project(entries);
  };
  const assertNothingOverdrawn = (facts: readonly Fact[]): void => {
    for (const { holder, unit, drawer, lot, amount } of facts.flatMap((fact) => postingsOf(fact, writer))) {
      if (amount > 0 || holder.startsWith('house:')) continue;
      const left = held.get(holder, unit, drawer, lot) as number;
      assert(left >= 0, `${holder} does not go below zero in ${unit}`);
    }
  };
  return {
    head,
    forget() {
      known = undefined;
    },
    record(facts) {
      const envelopes = link(facts, { ...head(), epoch }, machine);
      store(
        envelopes,
        facts.map((fact, index) => ({ fact, envelope: envelopes[index] as Envelope })),
      );
      assertNothingOverdrawn(facts);
      const written = envelopes.at(-1);
      if (written) known = { writer, epoch, seq: written.seq, hash: written.hash, hlc: written.hlc };
      return envelopes;
    },
    adopt(envelopes) {
      const fresh: Envelope[] = [];
      for (const envelope of envelopes) {
        assert(envelope.writer !== writer, 'nobody else writes in our name');
        const before = fresh.findLast((one) => one.writer === envelope.writer) ?? headOf(envelope.writer);
        if (envelope.seq <= before.seq) continue;
        const fault = findFault([envelope], before, machine.sha256);
        assert(
          !fault,
          `event ${envelope.seq} of ${envelope.writer} follows the one before (${fault?.fault})`,
        );
        fresh.push(envelope);
      }
      store(fresh, screen(fresh).sound);
      return fresh;
    },
  };
}
