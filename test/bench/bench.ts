import { parseArgs } from 'node:util';
import { requireNode } from '#shared/base/node-version.ts';
import { someOf, understood, wholeNumber } from '#test/support/understood.ts';
import { benchCapture } from './capture.bench.ts';
import { benchCounter } from './counter.bench.ts';
import { benchCounterScreen } from './counter-screen.bench.ts';
import { printFigures, type BenchOptions, type Figure } from './figures.ts';
import { benchHistory } from './history.bench.ts';
import { benchLedger } from './ledger.bench.ts';
import { benchMemory } from './memory.bench.ts';
import { benchSearch } from './search.bench.ts';
import { benchSegments } from './segments.bench.ts';
import { benchSync } from './sync.bench.ts';
import { benchVisit } from './visit.bench.ts';
import { benchWhatIf } from './what-if.bench.ts';

requireNode(process.versions.node);

/** `npm run bench`: every figure we promise, as ratios against a limit of the same run. */
const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Figure[]>>> = {
  capture: benchCapture,
  counter: async (options) => [...(await benchCounter()), ...(await benchCounterScreen(options))],
  history: benchHistory,
  ledger: benchLedger,
  memory: benchMemory,
  search: benchSearch,
  segments: benchSegments,
  sync: benchSync,
  visit: benchVisit,
  'what-if': benchWhatIf,
};

const usage = `npm run bench -- [${Object.keys(benches).join(' ')}]
  --small       a tenth of the histories
  --members N   so many members in those that ask for it`;

const { small, members, wanted } = understood(usage, () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      small: { type: 'boolean', default: false },
      members: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit();
  }
  const names = Object.keys(benches);
  return {
    small: values.small,
    members: values.members === undefined ? {} : { members: wholeNumber('--members', values.members) },
    wanted: positionals.length > 0 ? someOf('npm run bench', positionals, names) : names,
  };
});
const figures: Figure[] = [];
for (const name of wanted) figures.push(...((await benches[name]?.({ small, ...members })) ?? []));
process.exitCode = printFigures(figures) ? 0 : 1;
