import { verify as verifyCentre } from '#central/store/verify.ts';
import type { CentreCommand } from '../command.ts';

/** Proves the ledger of the whole chain: every log, every mark, every read table. */
export const verify: CentreCommand = {
  usage: {
    name: 'verify',
    summary:
      'Proves every chain, every mark, and every read table against a rebuild. The centre may be running.',
    options: [],
  },
  needs: 'this version',
  async run(_, { postgres, machine, say, progress }) {
    const { writers, events, faults, differences, overdrawn } = await verifyCentre(
      postgres,
      machine,
      progress,
    );
    for (const { writer, seq, fault } of faults)
      say(`The log of ${writer} is not whole at event ${seq}: ${fault}.`);
    for (const { table, missing, extra } of differences)
      say(`The read table ${table} differs from a rebuild: ${missing} rows missing, ${extra} too many.`);
    for (const { holder, unit, drawer, amount, awaited } of overdrawn)
      say(
        awaited
          ? `${holder} is at ${amount} in ${unit} at ${drawer}: a restored centre forgot that it granted it, and waits for who may bring it.`
          : `${holder} is below zero at ${drawer}: ${amount} in ${unit}.`,
      );
    const count = faults.length + differences.length + overdrawn.filter(({ awaited }) => !awaited).length;
    say(
      count === 0
        ? `${events} events in ${writers} logs: the chains are whole and the read tables follow from them.`
        : `${count} faults in ${events} events of ${writers} logs. "rebuild" mends read tables; a broken chain needs a backup.`,
    );
    return count === 0 ? 'fine' : 'faults';
  },
};
