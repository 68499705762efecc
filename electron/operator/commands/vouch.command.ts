import { businessDay } from '#shared/base/business-time.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { OperatorId } from '#shared/ledger/decision.ts';
import { readSettings } from '#electron/opening.ts';
import type { TillCommand } from '../command.ts';
import { onTheLedger } from '../till-files.ts';

/** Lets a till spend again that was put back from a backup and has no centre that could compare its log. */
export const vouch: TillCommand = {
  usage: {
    name: 'vouch',
    summary:
      'Says that a restored till without a centre is the only one of its name, so that it spends again. The till must be closed.',
    options: [
      { name: 'by', value: 'account', about: 'who vouches for it; stays in the ledger', required: true },
    ],
  },
  run: ({ options }, desk) =>
    onTheLedger(desk, (store) => {
      const by = OperatorId.safeParse(options['by']);
      if (!by.success) throw new Trouble('BAD_ACCOUNT', 'An account is letters, digits and dashes.');
      if (desk.centreUrl !== null)
        throw new Trouble(
          'HAS_CENTRE',
          `This till has a centre, ${desk.centreUrl}, which compares its log at the next start and lets it spend again. Nothing was changed.`,
        );
      const settings = readSettings(desk.dataDir, false);
      const state = store.standing.state();
      if (state === 'retired')
        throw new Trouble('RETIRED', 'The owner took this till out of use. Nothing was changed.');
      if (state === 'sound') {
        desk.say(`${store.writer} may spend already. Nothing was changed.`);
        return 'fine';
      }
      const atMs = desk.machine.now();
      const { seq } = store.head();
      store.atOnce(() => {
        const time = { atMs, day: businessDay(atMs, settings) };
        store.commit({ facts: [{ type: 'TillVouched', body: { by: by.data, seq } }], time });
        store.standing.keep({ state: 'sound' });
      });
      desk.say(
        `${store.writer} spends again from event ${seq} on, vouched for by ${by.data}. What it handed out after its backup can be handed out once more: that is the risk.`,
      );
      return 'fine';
    }),
};
