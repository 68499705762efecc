import { Trouble } from '#shared/base/trouble.ts';
import { OwnerDecision } from '#shared/sync/owner.ts';
import { decideAsOwner } from '#central/store/owner.ts';
import { drawerTotals, tillStandings } from '#central/store/tills.ts';
import type { CentreCommand } from '../command.ts';
import { momentOf, sumsOf } from '../wording.ts';

/** Ends a till that is lost or out of use, for good. */
export const revoke: CentreCommand = {
  usage: {
    name: 'revoke',
    summary:
      'Believes a till no more, for good, and takes back the value that lay in its drawer as far as it is known.',
    operand: 'till',
    options: [{ name: 'because', value: 'reason', about: 'lost, stolen, broken or retired', required: true }],
  },
  needs: 'this version',
  async run({ operand, options }, { postgres, machine, say }) {
    const till = (await tillStandings(postgres)).find(({ writer }) => writer === operand);
    const unknown = new Trouble(
      'TILL_UNKNOWN',
      `There is no till ${operand} that could be revoked. "tills" lists them; say what stands under TILL.`,
    );
    if (!till) throw unknown;
    const decision = OwnerDecision.safeParse({
      kind: 'revoke-till',
      till: till.writer,
      because: options['because'],
      by: 'owner',
    });
    if (!decision.success)
      throw new Trouble(
        'BAD_REASON',
        'A till is lost, stolen, broken or retired: say --because with one of these.',
      );
    const back = await drawerTotals(postgres, till.writer);
    const done = await decideAsOwner(postgres, machine, decision.data);
    if (!done.ok) throw unknown;
    say(`${operand} is revoked: its key is refused from now on.`);
    say(`Back in the centre's drawer: ${sumsOf(back)}.`);
    const { stored, said, lastHeardAt } = till;
    if (said > stored) say(`${said - stored} events that it spoke of were never uploaded: they are lost.`);
    say(
      `What it did after event ${stored} (last heard ${momentOf(lastHeardAt)}) is not known here. Value it let customers spend since then can be spent once more: that is the loss.`,
    );
    return 'fine';
  },
};
