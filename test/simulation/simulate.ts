import { parseArgs } from 'node:util';
import { speak } from '#electron/platform/language.ts';
import { compare } from './compare.ts';
import { run } from './run.ts';
import { NotUnderstood, someOf, understood, wholeNumber } from '#test/support/understood.ts';
import { mutants } from './mutants/mutants.ts';
import { runMutants } from './mutants/run-mutants.ts';
import { faultKinds } from './schedule/fault.ts';
import { features, type Focus } from './schedule/feature.ts';
import { only, scheduleOf, type Schedule } from './schedule/schedule.ts';
import { shrink } from './schedule/shrink.ts';
import { runSeeds, type SeedResult } from './seeds.ts';
import { createProgress } from './progress.ts';
import { createTally } from './tally.ts';
import { scratchFolder } from './tills/till-files.ts';

const usage = `npm run simulate --
  --seed N [--trace]        one world; with --trace, what happened in it, line by line
      [--only a,b] [--visits 1,2]   with these faults and visits alone
  --seeds A..B              many worlds; Ctrl+C ends it and says where to go on
  --minutes M               as many worlds as fit, from a seed that is printed
  --focus kind,kind         these faults happen in every world: ${faultKinds.join(', ')};
                            or these things are in its shops: ${features.join(', ')}
  --first                   stop at the first world that fails
  --no-shrink               do not look for a smaller schedule that fails in the same way
  --mutants=[name]          break the code on purpose, and see that the worlds notice
  --compare                 what other strategies would have allowed on the same schedules`;

const list = (text: string | undefined): string[] | undefined => text?.split(',').filter(Boolean);

const { values, focus, range } = understood(usage, () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      minutes: { type: 'string' },
      trace: { type: 'boolean', default: false },
      only: { type: 'string' },
      visits: { type: 'string' },
      focus: { type: 'string' },
      first: { type: 'boolean', default: false },
      'no-shrink': { type: 'boolean', default: false },
      mutants: { type: 'string' },
      compare: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowNegative: false,
    args: process.argv.slice(2).map((word) => (word === '--mutants' ? '--mutants=' : word)),
  });
  for (const name of ['seed', 'minutes'] as const) wholeNumber(`--${name}`, values[name] ?? '0');
  const range = /^(\d+)\.\.(\d+)$/.exec(values.seeds ?? '1..1');
  if (!range)
    throw new NotUnderstood(`--seeds needs two numbers behind it, as 1..500, not "${values.seeds}".`);
  if (values.mutants)
    someOf(
      '--mutants',
      [values.mutants],
      mutants.map(({ name }) => name),
    );
  const focus: Focus[] = someOf<Focus>('--focus', list(values.focus) ?? [], [...faultKinds, ...features]);
  return { values, focus, range: values.seeds === undefined ? null : range };
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (values.help) say(usage);
else if (values.compare) process.exitCode = (await compare(say)) ? 0 : 1;
else if (values.mutants !== undefined)
  process.exitCode = (await runMutants(say, values.mutants || undefined)) ? 0 : 1;
else if (values.seed) process.exitCode = (await one(Number(values.seed))) ? 0 : 1;
else process.exitCode = (await many()) ? 0 : 1;

/** One world, told in full if asked for. */
async function one(seed: number): Promise<boolean> {
  const full = scheduleOf(seed, focus);
  const schedule = only(full, list(values.only), list(values.visits)?.map(Number));
  const scratch = scratchFolder();
  const result = await run(schedule, {
    dir: scratch.dir,
    say: await speak('en'),
    traced: values.trace,
  });
  scratch.remove();
  for (const line of result.lines) say(line);
  const { failure, sales, redemptions, steps } = result;
  say(`seed ${seed}: ${sales} sales, ${redemptions} redemptions, ${steps} events of virtual time`);
  if (failure) {
    say(failure.message);
    if (!values['no-shrink'] && !values.only) await explain(schedule, failure.rule);
  } else say('every invariant held');
  return failure === null;
}

async function many(): Promise<boolean> {
  const from = range ? Number(range[1]) : (Date.now() % 1_000_000_000) + 1;
  const to = range ? Number(range[2]) : values.minutes ? Number.MAX_SAFE_INTEGER : from + 199;
  const endsAt = values.minutes
    ? performance.now() + Number(values.minutes) * 60_000
    : Number.POSITIVE_INFINITY;
  const tally = createTally();
  const failed: SeedResult[] = [];
  const progress = createProgress(from, range ? to : null);
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    say('stopping: the worlds that turn now are the last');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  say(`from seed ${from}`);
  await runSeeds({
    from,
    to,
    focus,
    more: () => !stopped && performance.now() < endsAt && failed.length < (values.first ? 1 : 20),
    done(result) {
      tally.add(result);
      const line = progress.done(result.seed, failed.length, performance.now());
      if (line) say(line);
      if (result.rule === null) return;
      failed.push(result);
      say(`seed ${result.seed} breaks ${result.message.slice(0, 400)}`);
    },
  });
  for (const line of tally.lines()) say(line);
  const left = progress.left();
  if (left) say(`To go on: npm run simulate -- --seeds ${left}`);
  if (stopped) return failed.length === 0;
  const [first] = failed.sort((one, other) => one.seed - other.seed);
  if (first?.rule && !values['no-shrink']) await explain(scheduleOf(first.seed, focus), first.rule);
  return failed.length === 0;
}

/** Looks for the smallest part of a schedule that fails in the same way, and says how to see it. */
async function explain(schedule: Schedule, rule: string): Promise<void> {
  const scratch = scratchFolder();
  const voice = await speak('en');
  const fails = async (smaller: Schedule): Promise<boolean> =>
    (await run(smaller, { dir: scratch.dir, say: voice })).failure?.rule === rule;
  const { schedule: small, runs } = await shrink(schedule, fails);
  scratch.remove();
  const faults = small.faults.map(({ id }) => id).join(',') || 'none';
  const visits = small.visits.map(({ number }) => number).join(',') || 'none';
  say(
    `After ${runs} runs it fails still with ${small.faults.length} faults and ${small.visits.length} visits:`,
  );
  const focused = focus.length > 0 ? ` --focus ${focus.join(',')}` : '';
  say(`  npm run simulate -- --seed ${schedule.seed}${focused} --only ${faults} --visits ${visits} --trace`);
}
