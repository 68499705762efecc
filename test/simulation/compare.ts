import { speak } from '#electron/platform/language.ts';
import { run } from './run.ts';
import { plain, scheduleOf, type Schedule } from './schedule/schedule.ts';
import { nothingPermitted, permittedBy, plus, type Permitted } from './strategies.ts';
import { scratchFolder } from './tills/till-files.ts';

const schedules = 40;

/** Prints what three ways of keeping balances come to on the same customers and cut lines; ours strict, as it is shipped. */
export async function compare(say: (line: string) => void): Promise<boolean> {
  const scratch = scratchFolder();
  const voice = await speak('en');
  let [onlineOnly, optimistic, drawers] = [nothingPermitted, nothingPermitted, nothingPermitted];
  let sound = true;
  for (let seed = 1; seed <= schedules; seed += 1) {
    const schedule = justCutOff(plain(scheduleOf(seed, ['offline'])));
    const { failure, exchanges } = await run(schedule, {
      dir: scratch.dir,
      say: voice,
    });
    sound &&= failure === null;
    drawers = plus(drawers, exchanges);
    onlineOnly = plus(onlineOnly, permittedBy('online-only', schedule));
    optimistic = plus(optimistic, permittedBy('optimistic', schedule));
  }
  scratch.remove();
  say(`${schedules} schedules; redemptions that customers were entitled to, and double-spends`);
  say('| strategy | allowed | of those cut off | double-spends |');
  say('| --- | --- | --- | --- |');
  for (const [name, count] of Object.entries({
    'online-only': onlineOnly,
    optimistic,
    drawers,
  }))
    say(`| ${name} | ${lineOf(count)} |`);
  return sound && drawers.doubleSpends === 0;
}

/** Only lines are cut, and the owner allows no risk: what is compared is where value lies. */
const justCutOff = (schedule: Schedule): Schedule => ({
  ...schedule,
  drawers: { offline: { default: 'strict' } },
  visits: schedule.visits.map((visit) => ({
    ...visit,
    returns: [],
    load: null,
    paysWith: null,
    saysCode: false,
  })),
  faults: schedule.faults.filter(({ kind }) => kind === 'offline' || kind === 'centre-down'),
});

const lineOf = ({ entitled, allowed, offlineEntitled, offlineAllowed, doubleSpends }: Permitted): string =>
  `${share(allowed, entitled)} | ${share(offlineAllowed, offlineEntitled)} | ${doubleSpends}`;

const share = (some: number, all: number): string =>
  all === 0 ? 'none wanted' : `${((100 * some) / all).toFixed(1)} % (${some} of ${all})`;
