import { assert } from '#shared/base/assert.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { mayGoBelowZero } from '#shared/ledger/holder.ts';
import { emptyHead, headAt, link, type Head } from '#shared/ledger/chain.ts';
import { postingsOf, type Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Db } from './open-database.ts';
import type { LogTable } from './log-table.ts';
import type { Project } from './project.ts';
import type { Standing } from './standing.ts';

/** The part of the store that adds to the ledger. Everything here runs inside the caller's transaction. */
export interface Ledger {
  /** Where this till's log ends. Remembered, since nobody else writes it. */
  head(): Head;
  /** To be called when a transaction was rolled back: what was remembered may not have happened. */
  forget(): void;
  /** What lies of a holder in one lot of this till's own drawer. */
  held(holder: string, unit: string, lot: string): number;
  /** Writes facts down and projects them. A broken promise if a customer's drawer would go below zero. */
  record(facts: readonly Fact[], time: BusinessTime): Envelope[];
}

/** The ledger of one database, for the till that writes as `writer`. */
export function createLedger(
  db: Db,
  log: LogTable,
  project: Project,
  { writer, epoch }: Pick<Standing, 'writer' | 'epoch'>,
  sha256: Machine['sha256'],
): Ledger {
  const held = db
    .prepare<[string, string, string, string], number>(
      'SELECT amount FROM balances WHERE holder = ? AND unit = ? AND drawer = ? AND lot = ?',
    )
    .pluck();
  const heldIn = (holder: string, unit: string, lot: string): number =>
    held.get(holder, unit, writer, lot) ?? 0;
  let known: Head | undefined;
  const readHead = (): Head => {
    const last = log.last();
    return last ? headAt(last) : emptyHead(writer, epoch());
  };
  const head = (): Head => (known ??= readHead());
  const assertNothingOverdrawn = (facts: readonly Fact[]): void => {
    for (const { holder, unit, drawer, lot, amount } of facts.flatMap((fact) => postingsOf(fact, writer))) {
      // Only of our own drawer we know all; what is on the way to us was put there by the centre's log.
      if (amount > 0 || drawer !== writer || mayGoBelowZero(holder)) continue;
      assert(heldIn(holder, unit, lot) >= 0, `${holder} does not go below zero in ${unit}`);
    }
  };
  return {
    head,
    held: heldIn,
    forget() {
      known = undefined;
    },
    record(facts, time) {
      const envelopes = link(facts, { ...head(), epoch: epoch() }, time, sha256);
      for (const envelope of envelopes) log.insert(envelope);
      project(facts.map((fact, index) => ({ fact, envelope: envelopes[index] as Envelope })));
      assertNothingOverdrawn(facts);
      const written = envelopes.at(-1);
      if (written) known = headAt(written);
      return envelopes;
    },
  };
}
