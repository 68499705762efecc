import { Trouble } from '#shared/base/trouble.ts';
import { OwnerDecision } from '#shared/sync/owner.ts';
import { decideAsOwner } from '#central/store/owner.ts';
import type { CentreCommand } from '../command.ts';

/** Goes on after a restore without waiting for one till. */
export const exclude: CentreCommand = {
  usage: {
    name: 'exclude',
    summary:
      'After a restore: grants value without waiting for this till. It is waited for again once it came back.',
    operand: 'till',
    options: [],
  },
  needs: 'this version',
  async run({ operand }, { postgres, machine, say }) {
    const decision = OwnerDecision.safeParse({ kind: 'exclude-till', till: operand, by: 'owner' });
    const done = decision.success ? await decideAsOwner(postgres, machine, decision.data) : undefined;
    if (!done?.ok)
      throw new Trouble(
        'TILL_UNKNOWN',
        `There is no active till ${operand}. "tills" lists them; say what stands under TILL.`,
      );
    say(
      `${operand} is not waited for. What the centre granted to it since the backup may be spent twice: that is the risk.`,
    );
    return 'fine';
  },
};
