import { allConflicts } from '#central/store/conflicts-page.ts';
import { tillStandings, type TillStanding } from '#central/store/tills.ts';
import type { CentreCommand } from '../command.ts';
import { inColumns, momentOf, sumsOf } from '../wording.ts';

/** What each till said that it has against what is here, and what waits for a decision. Changes nothing. */
export const reconcile: CentreCommand = {
  usage: {
    name: 'reconcile',
    summary:
      'Compares what each till last said it has with what is here, and tells what waits for a decision.',
    options: [],
  },
  needs: 'this version',
  async run(_, { postgres, say }) {
    const tills = await tillStandings(postgres);
    const heads = ['TILL', 'NAME', 'STATE', 'LAST HEARD', 'SAID', 'STORED', 'MISSING'];
    for (const line of inColumns([heads, ...tills.map(cellsOf)])) say(line);
    const { count } = await allConflicts(postgres);
    const findings = [
      ...tills.flatMap(findingsOf),
      ...(count > 0 ? [`${count} conflicts are open: "conflicts" lists them.`] : []),
    ];
    for (const finding of findings) say(finding);
    if (findings.length === 0)
      say('Everything that tills spoke of is here, and nothing waits for a decision.');
    return findings.length === 0 ? 'fine' : 'faults';
  },
};

const cellsOf = ({ writer, name, state, lastHeardAt, said, stored }: TillStanding): string[] => [
  writer,
  name ?? '-',
  state,
  momentOf(lastHeardAt),
  String(said),
  String(stored),
  String(said - stored),
];

function findingsOf({ writer, state, said, stored, awaited, suspended }: TillStanding): string[] {
  const missing = said - stored;
  const found: string[] = [];
  if (missing > 0 && state === 'revoked')
    found.push(`${missing} events of ${writer} were never uploaded before it was revoked: they are lost.`);
  else if (missing > 0)
    found.push(`${writer} has ${missing} events that are not here: they come when it uploads.`);
  if (awaited)
    found.push(
      `${writer} is awaited: nothing is granted to any till until it was heard, or "exclude ${writer}".`,
    );
  if (suspended.length > 0)
    found.push(`${writer} was a copy: ${sumsOf(suspended)} of its value are in suspense.`);
  return found;
}
