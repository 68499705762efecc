import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Day } from '#shared/base/business-time.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { ConfiguredProgram } from '#shared/programs/programs.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { readChanges, worthUnder } from '#shared/reports/what-if-changes.ts';
import { createReplay, type ReplayCounts } from '#shared/reports/what-if-replay.ts';
import { createSums, type MonthSums } from '#shared/reports/what-if-sums.ts';
import { withRules } from '#shared/settings/shop-rules.ts';
import { readSettings } from '#electron/opening.ts';
import { tellTenths } from '#electron/platform/tell-tenths.ts';
import type { Store } from '#electron/store/store.ts';
import type { Desk, TillCommand } from '../command.ts';
import { onACopy } from '../till-files.ts';
import { tableOf, whatItCannotKnow } from '../what-if-words.ts';

const pageSize = 2_000;

/** What old sales would have come to under other set-ups. Works on a copy of the ledger; nothing is written. */
export const whatIf: TillCommand = {
  usage: {
    name: 'what-if',
    summary:
      'Replays the sales under changed programs: value, cost and members, before and after, by month. The till may be running.',
    options: [
      {
        name: 'setup',
        value: 'file',
        about: 'a JSON list of {"programId", "type", "setup"}',
        required: true,
      },
      { name: 'program', value: 'id', about: 'only this one of the file; all of them unless said' },
      {
        name: 'from',
        value: 'day',
        about: 'the change holds from this day on, like 2026-01-01; else from the first sale',
      },
      { name: 'to', value: 'day', about: 'the last day that counts; else the last sale' },
      { name: 'json', value: null, about: 'the numbers as JSON' },
    ],
  },
  run({ options }, desk) {
    const [from, to] = [dayNamed('from', options), dayNamed('to', options)];
    if (from !== null && to !== null && to < from)
      throw new Trouble('OPTION_WRONG', '--to lies before --from.');
    const text = readNamed(String(options['setup']));
    return onACopy(desk, async (store) => {
      const changed = chosen(text, store, options['program']);
      const done = await replay(store, desk, { changed, from, to, quiet: options['json'] === true });
      if (options['json']) desk.say(JSON.stringify(done, null, 2));
      else tell(done, desk);
      return 'fine' as const;
    });
  },
};

interface Wanted {
  changed: readonly ConfiguredProgram[];
  from: Day | null;
  to: Day | null;
  quiet: boolean;
}

/** What the command answers: `asItWas` is the same replay without the change, to see how far the replay is to be believed. */
interface Outcome {
  currency: string;
  programs: string[];
  sales: number;
  seconds: number;
  asItWas: ReplayCounts;
  changed: ReplayCounts;
  before: MonthSums[];
  after: MonthSums[];
  cannotKnow: readonly string[];
}

async function replay(store: Store, desk: Desk, { changed, from, to, quiet }: Wanted): Promise<Outcome> {
  const settings = withRules(readSettings(desk.dataDir, false), store.look.shopRules());
  const { currency } = settings;
  const now = store.look.programs();
  const others = now.filter((one) => !changed.some(({ programId }) => programId === one.programId));
  const worth = { before: worthUnder(now, currency), after: worthUnder([...others, ...changed], currency) };
  const [before, after] = [createSums(worth.before), createSums(worth.after)];
  const birthday = (walletId: string): string | null =>
    store.profiles.read(walletId)?.birthday?.value?.slice(-'MM-DD'.length) ?? null;
  const common = { till: store.writer, settings, from, to, birthday };
  const nobody = createSums(() => null);
  const runs = [
    createReplay({ ...common, changed, before, after }),
    createReplay({ ...common, changed: [], before: nobody, after: nobody }),
  ];
  const tenths = quiet ? () => undefined : tellTenths(desk.say, 'replaying');
  const { seq: total } = store.head();
  const begunMs = performance.now();
  for (let seq = 0; seq < total;) {
    const entries = readEntries(store.ownAfter(seq, pageSize));
    for (const { fact, envelope } of entries)
      for (const run of runs) run.take({ fact, at: envelope.at, day: envelope.day });
    seq = Math.min(total, seq + pageSize);
    tenths(seq, total);
    desk.progress('events', seq, total);
    await nextTurn();
    desk.signal.throwIfAborted();
  }
  const [withChange, asItWas] = runs.map((run) => run.finish());
  const months = before.months();
  return {
    currency,
    programs: changed.map(({ programId }) => programId),
    sales: months.reduce((sum, { sales }) => sum + sales, 0),
    seconds: (performance.now() - begunMs) / 1000,
    asItWas: asItWas ?? nothing,
    changed: withChange ?? nothing,
    before: months,
    after: after.months(),
    cannotKnow: whatItCannotKnow,
  };
}

const nothing: ReplayCounts = { asked: 0, same: 0, otherwise: 0, taken: 0 };

function tell(
  { currency, sales, seconds, programs, asItWas, changed, before, after }: Outcome,
  desk: Desk,
): void {
  for (const line of tableOf(before, after, currency)) desk.say(line);
  desk.say('');
  desk.say(
    `${sales} sales of members under a changed ${programs.join(', ')}, in ${seconds.toFixed(1)} s. Nothing was written.`,
  );
  desk.say(
    `Asked again without the change, ${asItWas.same} of ${asItWas.asked} sales give exactly what the ledger says: so far the replay is to be believed.`,
  );
  desk.say(
    `With it, ${changed.same} of ${changed.asked} stay as they were; ${changed.otherwise} could not use an offer or a voucher that was used then; ${changed.taken} were taken over without asking.`,
  );
  desk.say('');
  desk.say('What it cannot know:');
  for (const line of whatItCannotKnow) desk.say(`- ${line}`);
}

function chosen(text: string, store: Store, only: string | true | undefined): readonly ConfiguredProgram[] {
  const read = readChanges(text, store.look.setUps());
  if (!read.ok) throw new Trouble('SETUP_WRONG', `${read.error} Nothing was replayed.`);
  if (only === undefined) return read.value;
  const one = read.value.filter(({ programId }) => programId === only);
  if (one.length === 0) throw new Trouble('SETUP_WRONG', `The file has no program "${only}".`);
  return one;
}

function dayNamed(name: 'from' | 'to', options: Readonly<Record<string, string | true>>): Day | null {
  if (options[name] === undefined) return null;
  const day = Day.safeParse(options[name]);
  if (!day.success) throw new Trouble('OPTION_WRONG', `--${name} is a day like 2026-11-21.`);
  return day.data;
}

function readNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Trouble('SETUP_FILE', `${file} cannot be read (${why}).`, 'never', { cause });
  }
}
