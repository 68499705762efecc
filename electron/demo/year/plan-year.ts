import { addDays, dayNumber, weekdayOf, type Day } from '#shared/base/business-time.ts';
import type { Chance } from './chance.ts';

/** Who comes: when they joined, how often they like to, what they spend, and when they stopped. Days count from the first of the year. */
export interface Regular {
  joinsOn: number;
  /** The last day on which they come; beyond the year for whoever stays. */
  stopsOn: number;
  /** How much likelier than others they are to come on a day. */
  keen: number;
  /** What a visit of theirs comes to, in the middle. Minor units. */
  usualMinor: number;
  coffees: number;
}

/** One visit: who, when, for how much, and what they do with a voucher, or with the sale afterwards. */
export interface PlannedVisit {
  atMs: number;
  regular: number;
  amountMinor: number;
  coffees: number;
  usesVoucher: boolean;
  /** `void`: at once; `part`: some of it, with a later customer of the day. */
  takesBack: 'no' | 'void' | 'part';
}

export interface PlannedDay {
  day: Day;
  visits: PlannedVisit[];
}

export interface YearWanted {
  /** The last day of the year. */
  until: Day;
  days: number;
  members: number;
  sales: number;
}

/** From Monday to Sunday, as a café is busy. */
const weekdays = [0.8, 0.85, 0.9, 1, 1.25, 1.45, 0.7];
/** From January to December: quiet after the feasts, away in August, full in December. */
const months = [0.8, 0.85, 0.95, 1, 1.1, 1.1, 1, 0.6, 1, 1.05, 1.1, 1.4];
const closed = ['-12-25', '-12-26', '-01-01', '-08-15'];
/** The hours at which people come, each with how many of ten. */
const peaks = [
  { hour: 8, of: 4 },
  { hour: 13, of: 3 },
  { hour: 17, of: 3 },
] as const;

/** A shop's year that never was: the same for the same chance. */
export function planYear(wanted: YearWanted, chance: Chance): { regulars: Regular[]; days: PlannedDay[] } {
  const { until, days, members, sales } = wanted;
  const first = addDays(until, 1 - days);
  const regulars = Array.from({ length: members }, (_, index) => aRegular(index, members, days, chance));
  const all = Array.from({ length: days }, (_, index) => addDays(first, index));
  const weights = all.map(
    (day, index) => weightOf(day) * (0.85 + (0.3 * index) / days) * (0.9 + 0.2 * chance.share()),
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [begun, made] = [0, 0];
  return {
    regulars,
    days: all.map((day, index) => {
      begun += weights[index] ?? 0;
      const count = Math.round((sales * begun) / whole) - made;
      made += count;
      return { day, visits: visitsOf(day, index, count, regulars, chance) };
    }),
  };
}

const weightOf = (day: Day): number =>
  closed.some((end) => day.endsWith(end))
    ? 0
    : (weekdays[weekdayOf(day) - 1] ?? 1) * (months[Number(day.slice(5, 7)) - 1] ?? 1);

function aRegular(index: number, members: number, days: number, chance: Chance): Regular {
  // A third were there before the year; the others join as it goes on.
  const joinsOn = index < members / 3 ? 0 : Math.floor(days * chance.share() * 0.95);
  const stays = chance.share() < 0.7;
  return {
    joinsOn,
    stopsOn: stays ? days : joinsOn + chance.whole(7, 150),
    keen: Math.exp(chance.bell()),
    usualMinor: Math.round(900 * Math.exp(0.6 * chance.bell())),
    coffees: chance.whole(0, 2),
  };
}

function visitsOf(
  day: Day,
  index: number,
  count: number,
  regulars: readonly Regular[],
  chance: Chance,
): PlannedVisit[] {
  const here = regulars.flatMap(({ joinsOn, stopsOn }, at) =>
    joinsOn <= index && index <= stopsOn ? [at] : [],
  );
  let sum = 0;
  const upTo = here.map((at) => (sum += regulars[at]?.keen ?? 0));
  const midnightMs = dayNumber(day) * 86_400_000;
  return Array.from({ length: here.length === 0 ? 0 : count }, (): PlannedVisit => {
    const place = firstAbove(upTo, chance.share() * sum);
    const regular = here[place] ?? 0;
    const { usualMinor = 900, coffees = 0 } = regulars[regular] ?? {};
    const back = chance.share();
    return {
      atMs: midnightMs + hourMs(chance),
      regular,
      amountMinor: Math.max(100, Math.round((usualMinor * Math.exp(0.35 * chance.bell())) / 10) * 10),
      coffees: Math.max(0, coffees + chance.whole(-1, 1)),
      usesVoucher: chance.share() < 0.65,
      takesBack: back < 0.004 ? 'void' : back < 0.012 ? 'part' : 'no',
    };
  }).sort((one, other) => one.atMs - other.atMs);
}

function hourMs(chance: Chance): number {
  const drawn = chance.whole(0, 9);
  let below = 0;
  const peak = peaks.find(({ of }) => drawn < (below += of)) ?? peaks[0];
  const hour = Math.min(20.9, Math.max(6.1, peak.hour + chance.bell() * 1.1));
  return Math.floor(hour * 3_600_000);
}

/** The first place whose sum is above: the sums rise. */
function firstAbove(upTo: readonly number[], drawn: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) > drawn) high = middle;
    else low = middle + 1;
  }
  return low;
}
