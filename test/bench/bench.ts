import { parseArgs } from 'node:util';
import { requireNode } from '#shared/base/node-version.ts';
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

/** `npm run bench [-- capture counter history ledger memory search segments sync visit what-if --small --members N]`: every figure we promise, as ratios against a limit of the same run. */
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
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean', default: false }, members: { type: 'string' } },
});
const wanted = positionals.length > 0 ? positionals : Object.keys(benches);
const figures: Figure[] = [];
for (const name of wanted) {
  const bench = benches[name];
  if (!bench) throw new Error(`no bench is called "${name}"; there are ${Object.keys(benches).join(', ')}`);
  figures.push(
    ...(await bench({
      small: options.small,
      ...(options.members ? { members: Number(options.members) } : {}),
    })),
  );
}
process.exitCode = printFigures(figures) ? 0 : 1;
