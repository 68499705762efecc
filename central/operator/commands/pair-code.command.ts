import { makePairingCode } from '#central/store/pairing.ts';
import type { CentreCommand } from '../command.ts';

/** A code to be read out to a new till. */
export const pairCode: CentreCommand = {
  usage: {
    name: 'pair-code',
    summary: 'Makes a code that lets one new till in, good for a day.',
    options: [],
  },
  needs: 'this version',
  async run(_, { postgres, machine, say }) {
    say(await makePairingCode(postgres, machine));
    say('Good once, for 24 hours. It is not shown again.');
    return 'fine';
  },
};
