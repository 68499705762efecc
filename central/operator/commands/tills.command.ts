import { tillStandings, type TillStanding } from '#central/store/tills.ts';
import type { CentreCommand } from '../command.ts';
import { inColumns, momentOf } from '../wording.ts';

/** Every till: what it is called, whether it is heard, and how far its log is here. */
export const tills: CentreCommand = {
  usage: {
    name: 'tills',
    summary: 'Lists the tills: name, state, when last heard, how many of its events are here.',
    options: [],
  },
  needs: 'this version',
  async run(_, { postgres, say }) {
    const found = await tillStandings(postgres);
    const heads = ['TILL', 'NAME', 'SHOP', 'STATE', 'LAST HEARD', 'STORED'];
    for (const line of inColumns([heads, ...found.map(cellsOf)])) say(line);
    return 'fine';
  },
};

const cellsOf = ({ writer, name, shop, state, awaited, lastHeardAt, stored }: TillStanding): string[] => [
  writer,
  name ?? '-',
  shop ?? '-',
  awaited ? `${state}, awaited` : state,
  momentOf(lastHeardAt),
  String(stored),
];
