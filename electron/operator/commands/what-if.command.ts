import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Day } from '#shared/base/business-time.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { ConfiguredProgram } from '#shared/programs/programs.ts';
import { readChanges } from '#shared/reports/what-if-changes.ts';
import { withRules } from '#shared/settings/shop-rules.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { readSettings } from '#electron/opening.ts';
import { tellTenths } from '#electron/platform/tell-tenths.ts';
import { openLogReader } from '#electron/store/log-reader.ts';
import { runWhatIf, type WhatIfResult } from '#electron/what-if/run-what-if.ts';
import type { Desk, TillCommand } from '../command.ts';
import { ledgerFile } from '../till-files.ts';
import { tableOf, whatItCannotKnow } from '../what-if-words.ts';

/** What old sales would have come to under other set-ups. Reads the ledger beside a running till; nothing is copied or written. */
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
  async run({ options }, desk) {
    const [from, to] = [dayNamed('from', options), dayNamed('to', options)];
    if (from !== null && to !== null && to < from)
      throw new Trouble('OPTION_WRONG', '--to lies before --from.');
    const text = readNamed(String(options['setup']));
    const { changed, settings } = atTheTill(desk, text, options['program']);
    const done = await replay(settings, desk, { changed, from, to, quiet: options['json'] === true });
    if (options['json']) desk.say(JSON.stringify(done, null, 2));
    else tell(done, desk);
    return 'fine' as const;
  },
};

interface Wanted {
  changed: readonly ConfiguredProgram[];
  from: Day | null;
  to: Day | null;
  quiet: boolean;
}

/** What the command answers. */
interface Outcome extends Omit<WhatIfResult, 'cpuMs'> {
  currency: string;
  programIds: string[];
  seconds: number;
  cannotKnow: readonly string[];
}

async function replay(
  settings: ShopSettings,
  desk: Desk,
  { changed, from, to, quiet }: Wanted,
): Promise<Outcome> {
  const tenths = quiet ? () => undefined : tellTenths(desk.say, 'replaying');
  const begunMs = performance.now();
  const { cpuMs: _, ...result } = await runWhatIf({
    file: ledgerFile(desk.dataDir),
    changed: changed.map(({ programId, program, setup }) => ({
      ...{ programId, type: program.type, setup: JSON.stringify(setup) },
    })),
    ...{ settings, from, to, signal: desk.signal, threads: availableParallelism() },
    progress(done, total) {
      tenths(done, total);
      desk.progress('sales', done, total);
    },
  });
  return {
    ...result,
    currency: settings.currency,
    programIds: changed.map(({ programId }) => programId),
    seconds: (performance.now() - begunMs) / 1000,
    cannotKnow: whatItCannotKnow,
  };
}

function tell(
  { currency, seconds, programIds, checkedOf, asItWas, changed, before, after }: Outcome,
  desk: Desk,
): void {
  const sales = before.months.reduce((sum, month) => sum + month.sales, 0);
  for (const line of tableOf(before.months, after.months, currency)) desk.say(line);
  desk.say('');
  desk.say(
    `${sales} sales of members under a changed ${programIds.join(', ')}, in ${seconds.toFixed(1)} s. Nothing was written.`,
  );
  desk.say(
    `Asked again without the change, ${asItWas.same} of ${asItWas.asked} sales${checkedOf > 1 ? ` of one member in ${checkedOf}` : ''} give exactly what the ledger says: so far the replay is to be believed.`,
  );
  desk.say(
    `With it, ${changed.same} of ${changed.asked} stay as they were; ${changed.otherwise} could not use an offer or a voucher that was used then; ${changed.taken} were taken over without asking.`,
  );
  desk.say('');
  desk.say('What it cannot know:');
  for (const line of whatItCannotKnow) desk.say(`- ${line}`);
}

/** The changes of the file that are meant, and the rules of the shop, by what the till's own ledger says. */
function atTheTill(
  { dataDir }: Desk,
  text: string,
  only: string | true | undefined,
): { changed: readonly ConfiguredProgram[]; settings: ShopSettings } {
  const reader = openLogReader(ledgerFile(dataDir));
  try {
    const read = readChanges(text, reader.setUps());
    if (!read.ok) throw new Trouble('SETUP_WRONG', `${read.error} Nothing was replayed.`);
    const changed = read.value.filter(({ programId }) => only === undefined || programId === only);
    if (changed.length === 0) throw new Trouble('SETUP_WRONG', `The file has no program "${String(only)}".`);
    return { changed, settings: withRules(readSettings(dataDir, false), reader.shopRules()) };
  } finally {
    reader.close();
  }
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
