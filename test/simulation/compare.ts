import { speak } from '#electron/platform/language.ts';
import { homeRule, type HomeRule } from '#shared/sync/placement.ts';
import { run } from './run.ts';
import { fortnight, type CutLine } from './schedule/fortnight.ts';
import { nothingPermitted, permittedBy, plus, type Permitted } from './strategies.ts';
import { scratchFolder } from './tills/till-files.ts';

const schedules = 8;

/** Where value may wait: where it was earned, or at home, which may be a till or a shop, found sooner or later. */
const homes: Record<string, HomeRule> = {
  'where it was earned': { gather: 'nowhere', leastVisits: 0 },
  'till, 2 visits': { gather: 'till', leastVisits: 2 },
  'till of the shop, 1 visit': { gather: 'shop', leastVisits: 1 },
  'till of the shop, 2 visits': { gather: 'shop', leastVisits: 2 },
  'till of the shop, 5 visits': { gather: 'shop', leastVisits: 5 },
};

/**
 * Prints what ways of keeping balances come to on the same customers and cut lines: what others do, and ours with each rule of where value
 * waits. False when one of ours spent anything twice.
 */
export async function compare(say: (line: string) => void): Promise<boolean> {
  let sound = true;
  for (const cut of ['till', 'shop'] satisfies CutLine[]) {
    const weeks = Array.from({ length: schedules }, (_, index) => fortnight(index + 1, cut));
    say(`${schedules} times two weeks, half of the ${cut}s cut off each day`);
    say('| way | allowed | of those cut off | double-spends |');
    say('| --- | --- | --- | --- |');
    const row = (name: string, count: Permitted): void => say(`| ${name} | ${lineOf(count)} |`);
    for (const strategy of ['online-only', 'optimistic'] as const)
      row(
        strategy,
        weeks.reduce((sum, week) => plus(sum, permittedBy(strategy, week)), nothingPermitted),
      );
    for (const [name, rule] of Object.entries(homes)) {
      const { count, whole } = await drawers(weeks, rule);
      sound &&= whole && count.doubleSpends === 0;
      const isOurs = rule.gather === homeRule.gather && rule.leastVisits === homeRule.leastVisits;
      row(`drawers: ${name}${isOurs ? ' (as shipped)' : ''}`, count);
    }
  }
  return sound;
}

async function drawers(
  weeks: readonly ReturnType<typeof fortnight>[],
  rule: HomeRule,
): Promise<{ count: Permitted; whole: boolean }> {
  const scratch = scratchFolder();
  const voice = await speak('en');
  let count = nothingPermitted;
  let whole = true;
  for (const week of weeks) {
    const { failure, exchanges } = await run(week, { dir: scratch.dir, say: voice, homeRule: rule });
    whole &&= failure === null;
    count = plus(count, exchanges);
  }
  scratch.remove();
  return { count, whole };
}

const lineOf = ({ entitled, allowed, offlineEntitled, offlineAllowed, doubleSpends }: Permitted): string =>
  `${share(allowed, entitled)} | ${share(offlineAllowed, offlineEntitled)} | ${doubleSpends}`;

const share = (some: number, all: number): string =>
  all === 0 ? 'none wanted' : `${((100 * some) / all).toFixed(1)} % (${some} of ${all})`;
