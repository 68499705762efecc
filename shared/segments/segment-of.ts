import { addDays, dayNumber, type Day } from '../base/business-time.ts';
import { monthOf, monthsAfter } from '../base/months.ts';
import { scoreOf, type FifthCuts, type Scores } from './quintiles.ts';
import { periodsOf, type OwnSegment, type SegmentRules } from './segment-rules.ts';

/** What a member did within some calendar months. */
export interface Done {
  visits: number;
  spentMinor: number;
}

/** A member as segments see one: what all tills of the chain did with them, and when. */
export interface SeenMember {
  enrolledDay: Day | null;
  lastDay: Day | null;
  /** The first calendar month with a visit among those in comparison, `YYYY-MM`. */
  firstMonth: string | null;
  /** What was done within each period of the rules, in the order of `periodsOf`: the first is the one in comparison. */
  within: readonly Done[];
  /** Asked only when a rule of the shop asks: both take time. */
  birthday(): string | null;
  tiers(): readonly string[];
}

/** The segments that every shop has: those its guides name. */
export const builtIn = ['new', 'at-risk', 'high-value', 'occasional'] as const;
export type BuiltIn = (typeof builtIn)[number];

/** Where a member belongs, and by what. `segment` is one of ours, `own:` and the shop's name of it, or empty: then it is a regular. */
export interface Segmented {
  segment: string;
  /** How many days lie between two visits, usually; null with fewer than three visits. */
  gapDays: number | null;
  scores: Scores | null;
}

const ownMark = 'own:';

/** The name of a segment that the shop made itself, or null for one of ours. */
export const ownName = (segment: string): string | null =>
  segment.startsWith(ownMark) ? segment.slice(ownMark.length) : null;

/** A segment as programs and people name it: the shop's own by its name, ours by theirs, and `regular` for who is in none. */
export const segmentName = (segment: string): string => ownName(segment) ?? (segment || 'regular');

/** Every name that `segmentName` gives, with the shop's own. */
export const segmentNames = (own: readonly { name: string }[]): string[] => [
  ...own.map(({ name }) => name),
  ...builtIn,
  segmentName(''),
];

/** The first segment that fits: the shop's own ones in their order, then new, at risk, high value, occasional. */
export function segmentOf(
  member: SeenMember,
  rules: SegmentRules,
  cuts: FifthCuts | null,
  day: Day,
): Segmented {
  const gapDays = usualGap(member);
  const scores = scoresOf(member, cuts);
  const periods = periodsOf(rules);
  const own = rules.own.find((one) => fits(one, member, periods.indexOf(one.inMonths), day));
  const segment = own ? `${ownMark}${own.name}` : (ourOwn(member, rules, { gapDays, scores }, day) ?? '');
  return { segment, gapDays, scores };
}

/** Whom quintiles are made of: those who came within the months in comparison. */
export const isCompared = ({ within }: SeenMember): boolean => (within[0]?.visits ?? 0) > 0;

function scoresOf(member: SeenMember, cuts: FifthCuts | null): Scores | null {
  const [done] = member.within;
  if (!cuts || !done || !member.lastDay || !isCompared(member)) return null;
  return {
    recency: scoreOf(dayNumber(member.lastDay), cuts.recency),
    frequency: scoreOf(done.visits, cuts.frequency),
    monetary: scoreOf(done.spentMinor, cuts.monetary),
  };
}

function ourOwn(
  { enrolledDay, lastDay }: SeenMember,
  { newDays, atRiskTimes, atRiskLeastDays }: SegmentRules,
  { gapDays, scores }: Pick<Segmented, 'gapDays' | 'scores'>,
  day: Day,
): BuiltIn | undefined {
  if (enrolledDay !== null && enrolledDay > addDays(day, -newDays)) return 'new';
  const away = lastDay === null ? 0 : dayNumber(day) - dayNumber(lastDay);
  if (gapDays !== null && away > Math.max(atRiskLeastDays, gapDays * atRiskTimes)) return 'at-risk';
  if (!scores) return undefined;
  // The upper fifth by one and at least the fourth by the other.
  if (scores.frequency + scores.monetary >= 9) return 'high-value';
  return scores.frequency <= 2 ? 'occasional' : undefined;
}

/** Between the first and the last visit, as far as whole months tell the first: who joined later began later. */
function usualGap({ enrolledDay, lastDay, firstMonth, within }: SeenMember): number | null {
  const { visits } = within[0] ?? { visits: 0 };
  if (lastDay === null || firstMonth === null || visits < 3) return null;
  const began = `${firstMonth}-01`;
  const from = enrolledDay !== null && enrolledDay > began ? enrolledDay : began;
  return Math.max(1, Math.round((dayNumber(lastDay) - dayNumber(from)) / (visits - 1)));
}

/** Whether every condition that a shop gave holds. */
function fits(rule: OwnSegment, member: SeenMember, period: number, day: Day): boolean {
  const { visits, spentMinor } = member.within[period] ?? { visits: 0, spentMinor: 0 };
  return (
    isOld(member.lastDay, rule.awayAtLeastDays, rule.awayAtMostDays, day) &&
    isOld(member.enrolledDay, rule.joinedAtLeastDays, rule.joinedAtMostDays, day) &&
    isBetween(visits, rule.visitsAtLeast, rule.visitsAtMost) &&
    isBetween(spentMinor, rule.spentAtLeastMinor, rule.spentAtMostMinor) &&
    (rule.tiers.length === 0 || member.tiers().some((tier) => rule.tiers.includes(tier))) &&
    hasBirthday(rule.birthdayMonth, member, day)
  );
}

const isBetween = (value: number, least: number | null, most: number | null): boolean =>
  (least === null || value >= least) && (most === null || value <= most);

function isOld(since: Day | null, least: number | null, most: number | null, day: Day): boolean {
  if (least === null && most === null) return true;
  return since !== null && isBetween(dayNumber(day) - dayNumber(since), least, most);
}

function hasBirthday(wanted: OwnSegment['birthdayMonth'], member: SeenMember, day: Day): boolean {
  if (wanted === 'any-month') return true;
  const month = monthsAfter(monthOf(day), wanted === 'this-month' ? 0 : 1).slice(-2);
  return member.birthday()?.slice(0, 2) === month;
}
