import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { requireNode } from '#shared/base/node-version.ts';
import { killUnderLoad, type Outcome } from './kill-campaign.ts';
import { clearDisks, clearLeftDisks, diskFolder, whyNoPowerCut } from './loop-disk.ts';
import { cutUnderLoad } from './power-cuts.ts';
import { understood, wholeNumber } from '#test/support/understood.ts';
import { endProcessesOf } from './processes.ts';

requireNode(process.versions.node);

const usage = `npm run crash --
  --minutes M         kills tills, centre and PostgreSQL under load for so long; 2 by default
  --power-cut         cuts the power of their disks instead; needs root
      [--rounds N]    so often under load, and as often in a first start; 10 by default
  --tills N           so many tills sell; 3 by default
  --seed N            repeats the chance, not the timing of the machine
  --unsafe            takes the durability away, so that something must be found lost

Exit code: 0 nothing was lost (with --unsafe: the loss was seen), 1 something was, 2 not understood, or it cannot be done here.`;

/**
 * `npm run crash`: kills tills, centre and PostgreSQL under load, or cuts the power of their disks, and compares what was acknowledged
 * with what is found. Ends with 0 when nothing was lost; with `--unsafe`, when the loss was seen.
 */
const { values, minutes, rounds, tills, seed } = understood(usage, () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '2' },
      'power-cut': { type: 'boolean', default: false },
      rounds: { type: 'string', default: '10' },
      tills: { type: 'string', default: '3' },
      seed: { type: 'string', default: process.env['TESSERA_SEED'] ?? String(Date.now() % 1_000_000) },
      unsafe: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'minutes' | 'rounds' | 'tills' | 'seed') => wholeNumber(`--${name}`, values[name]);
  return {
    values,
    minutes: number('minutes'),
    rounds: number('rounds'),
    tills: number('tills'),
    seed: number('seed'),
  };
});
if (values.help) {
  console.log(usage);
  process.exit();
}
const say = (line: string): void => console.log(line);
const { unsafe } = values;
say(`seed ${seed}`);
const common = { tills, seed, unsafe, say };

/** The campaign that was asked for, or in words why it cannot be. */
async function run(): Promise<Outcome | string> {
  if (process.platform !== 'linux')
    return 'Crashes are made on Linux only: it tells which processes there are.';
  if (values['power-cut']) return cutPower(rounds);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-crash-'));
  chmodSync(folder, 0o755);
  const clear = clearAtEnd(() => {
    endProcessesOf(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  const until = performance.now() + minutes * 60_000;
  const outcome = await killUnderLoad({ ...common, folder, goesOn: () => performance.now() < until });
  if (outcome.findings.length === 0 || unsafe) clear();
  else clear.not(`everything is kept in ${folder}`);
  return outcome;
}

async function cutPower(rounds: number): Promise<Outcome | string> {
  const why = whyNoPowerCut();
  if (why) return why;
  clearLeftDisks();
  const folder = diskFolder();
  const clear = clearAtEnd(() => clearDisks(folder));
  try {
    return await cutUnderLoad({ ...common, folder, firstStarts: rounds, goesOn: (round) => round < rounds });
  } finally {
    clear();
  }
}

/** Clears when told to, and at the latest when we end, also by Ctrl-C. `not` leaves everything as it is and says so. */
function clearAtEnd(work: () => void): { (): void; not(reason: string): void } {
  let due = true;
  const clear = () => {
    if (due) work();
    due = false;
  };
  process.on('exit', clear);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      say('broken off: clearing up');
      clear();
      process.exit(130);
    });
  }
  const not = (reason: string) => {
    due = false;
    say(reason);
  };
  return Object.assign(clear, { not });
}

const outcome = await run();
if (typeof outcome === 'string') {
  console.error(outcome);
  process.exitCode = 2;
} else {
  tell(outcome);
  const lostSome = outcome.lost.sales + outcome.lost.events > 0;
  const asExpected = unsafe ? lostSome : outcome.findings.length === 0;
  if (unsafe)
    say(
      lostSome
        ? 'The losses were seen, as they should be.'
        : 'Nothing was lost, and something should have been.',
    );
  process.exitCode = asExpected ? 0 : 1;
}

function tell({ blows, sales, events, lost, awayMs, findings }: Outcome): void {
  for (const [hit, times] of [...blows].sort(([, a], [, b]) => b - a))
    say(`${String(times).padStart(6)} × ${hit}`);
  const sorted = [...awayMs].sort((a, b) => a - b);
  say(`${sales} sales, ${events} events at the centre`);
  if (sorted.length > 0)
    say(
      `the centre was away ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms (longest)`,
    );
  say(`lost: ${lost.sales} confirmed sales, ${lost.events} acknowledged events`);
  for (const finding of findings) say(`FOUND ${finding}`);
}
