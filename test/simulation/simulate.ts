import { speak } from '#electron/platform/language.ts';
import { run } from './run.ts';
import { scheduleOf } from './schedule/schedule.ts';
import { scratchFolder } from './tills/till-files.ts';

const [from = '1', to = from] = (process.argv[2] ?? '1').split('..');
const scratch = scratchFolder();
const say = await speak('en');
const begun = performance.now();
let steps = 0;
const rules = new Map<string, number[]>();
for (let seed = Number(from); seed <= Number(to); seed += 1) {
  const full = scheduleOf(seed);
  const schedule = {
    ...full,
    faults: full.faults.filter(({ kind }) => !['restored', 'cloned', 'revoked'].includes(kind)),
  };
  const result = await run(schedule, { dir: scratch.dir, say, traced: process.argv.includes('--trace') });
  steps += result.steps;
  if (result.failure) {
    rules.set(result.failure.rule, [...(rules.get(result.failure.rule) ?? []), seed]);
    if (process.argv.includes('--trace')) console.log(result.lines.join('\n'));
    if (process.argv.includes('-v')) console.log(seed, result.failure.message.slice(0, 600));
  }
}
scratch.remove();
console.log(rules, steps, (performance.now() - begun) / (Number(to) - Number(from) + 1), 'ms each');
