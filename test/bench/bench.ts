import { requireNode } from '#shared/base/node-version.ts';
import { benchCounter } from './counter.bench.ts';
import { printFigures, type Figure } from './figures.ts';
import { benchLedger } from './ledger.bench.ts';
import { benchMemory } from './memory.bench.ts';

requireNode(process.versions.node);

/** `npm run bench [-- counter ledger memory]`: every figure we promise, as ratios against a raw limit measured in the same run. */
const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  counter: benchCounter,
  ledger: benchLedger,
  memory: benchMemory,
};
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const figures: Figure[] = [];
for (const name of wanted) {
  const bench = benches[name];
  if (!bench) throw new Error(`no bench is called "${name}"; there are ${Object.keys(benches).join(', ')}`);
  figures.push(...(await bench()));
}
process.exitCode = printFigures(figures) ? 0 : 1;
