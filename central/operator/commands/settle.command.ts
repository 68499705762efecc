import { Trouble } from '#shared/base/trouble.ts';
import { seqOfSetAside, type Conflict, type OwnerDecision } from '#shared/sync/owner.ts';
import { allConflicts } from '#central/store/conflicts-page.ts';
import { decideAsOwner } from '#central/store/owner.ts';
import type { CentreCommand } from '../command.ts';
import { handleOf } from '../handle.ts';

const ways = ['release', 'write-off', 'open', 'seen'] as const;
type Way = (typeof ways)[number];

/** Decides about one conflict, for good. */
export const settle: CentreCommand = {
  usage: {
    name: 'settle',
    summary:
      'Decides about one conflict, for good: value in suspense is released or lost, a risk is lost, a refund is settled or was seen.',
    operand: 'conflict',
    options: [
      {
        name: 'how',
        value: 'decision',
        about: `${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}`,
        required: true,
      },
    ],
  },
  needs: 'this version',
  async run({ operand, options }, { postgres, machine, say }) {
    const { latest } = await allConflicts(postgres);
    const conflict = latest.find((one) => one.id === operand || handleOf(one, machine) === operand);
    if (!conflict)
      throw new Trouble('NO_CONFLICT', `There is no open conflict ${operand}. "conflicts" lists them.`);
    const decision = decisionOn(conflict, String(options['how']));
    const done = await decideAsOwner(postgres, machine, decision);
    if (!done.ok) throw new Trouble('NO_CONFLICT', `Conflict ${operand} was settled in the meantime.`);
    say(`Conflict ${operand} is settled: ${wordsFor(decision)}.`);
    return 'fine';
  },
};

/** Which ways lead out of each kind of conflict. */
const out: Readonly<Record<Conflict['kind'], readonly Way[]>> = {
  suspense: ['release', 'write-off'],
  risk: ['write-off'],
  twice: ['write-off'],
  refund: ['seen'],
  'stranded-refund': ['open'],
  'set-aside': ['seen'],
};

function decisionOn({ kind, id, till, holder, unit }: Conflict, how: string): OwnerDecision {
  const by = 'owner';
  if (!out[kind].some((way) => way === how))
    throw new Trouble('NO_WAY', `A ${kind} is settled with --how ${out[kind].join(' or --how ')}.`);
  if (kind === 'risk' || kind === 'twice') return { kind: 'write-off-risk', riskId: id, by };
  if (kind === 'refund') return { kind: 'close-refund', reversalId: id, by };
  if (kind === 'stranded-refund') return { kind: 'settle-refund', reversalId: id, by };
  if (kind === 'set-aside' && till !== null)
    return { kind: 'close-set-aside', till, seq: seqOfSetAside(id), by };
  if (till === null || holder === null || unit === null)
    throw new Trouble('NO_WAY', 'Nobody knows whose value this is.');
  return { kind: how === 'release' ? 'release-suspense' : 'write-off-suspense', till, holder, unit, by };
}

const wordsFor = ({ kind }: OwnerDecision): string => {
  switch (kind) {
    case 'release-suspense':
      return "the value is in the centre's drawer and can be spent again";
    case 'settle-refund':
      return 'the refund is settled as its till would have done it';
    case 'close-refund':
    case 'close-set-aside':
      return 'the loss was seen';
    default:
      return 'the value is written off';
  }
};
