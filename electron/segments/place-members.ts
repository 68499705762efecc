import { dayNumber, type Day } from '#shared/base/business-time.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { fewestCompared, Values, type FifthCuts } from '#shared/segments/quintiles.ts';
import { addSums, nothingDone, periodsOn } from '#shared/segments/seen-over-months.ts';
import { isCompared, segmentOf, type SeenMember } from '#shared/segments/segment-of.ts';
import type { SegmentRules } from '#shared/segments/segment-rules.ts';
import { mainWallet, type Alias } from '#shared/visit/main-wallet.ts';
import type { MemberSeen, SegmentRow, Segments } from '#electron/store/segments.ts';

/** What is asked of the till while members are put into segments. */
export interface Placing {
  segments: Segments;
  aliases(): readonly Alias[];
  /** The birthday of a member who told it, and the names of the tiers they stand in. */
  birthday(walletId: WalletId): string | null;
  tiers(walletId: WalletId): readonly string[];
}

/** One day's look at all members: how they compare, and where each belongs. */
export interface Look {
  day: Day;
  rules: SegmentRules;
  cuts: FifthCuts | null;
}

/** What members are compared by, gathered slice by slice. */
export interface Gathered {
  recency: Values;
  frequency: Values;
  monetary: Values;
}

export const nothingGathered = (): Gathered => ({
  recency: new Values(),
  frequency: new Values(),
  monetary: new Values(),
});

/** Adds a slice of members to what is compared. */
export function gather(placing: Placing, look: Omit<Look, 'cuts'>, slice: Slice, into: Gathered): void {
  const compared = membersOf(placing, look, slice).filter(({ member }) => isCompared(member));
  into.recency.add(compared.map(({ member: { lastDay } }) => (lastDay ? dayNumber(lastDay) : 0)));
  const done = compared.flatMap(({ member: { within } }) => within[0] ?? []);
  into.frequency.add(done.map(({ visits }) => visits));
  into.monetary.add(done.map(({ spentMinor }) => spentMinor));
}

/** Where the fifths begin, or null while there are too few members to compare. */
export const cutsOf = ({ recency, frequency, monetary }: Gathered): FifthCuts | null =>
  recency.count < fewestCompared
    ? null
    : { recency: recency.cuts(), frequency: frequency.cuts(), monetary: monetary.cuts() };

/** Members behind `after` up to `to`; null is to the end. */
export interface Slice {
  after: string;
  to: string | null;
}

/** Puts the members of a slice where they belong, and writes what is other than before. Whether anything was. */
export function placeSlice(placing: Placing, look: Look, slice: Slice): boolean {
  const members = membersOf(placing, look, slice);
  const before = new Map(
    placing.segments.slice(slice.after, slice.to).map((row) => [row.walletId, row] as const),
  );
  const rows = members.map(({ walletId, member }) => rowOf(walletId, member, look));
  return write(placing, rows, before);
}

/** Puts these members where they belong now: something happened to them. */
export function placeSome(placing: Placing, look: Look, walletIds: readonly WalletId[]): boolean {
  const aliases = placing.aliases();
  const mains = [...new Set(walletIds.map((walletId) => mainWallet(walletId, aliases)))];
  const before = new Map(
    [...walletIds, ...mains].flatMap((walletId) => {
      const row = placing.segments.of(walletId);
      return row ? [[walletId, row] as const] : [];
    }),
  );
  const members = seenMembers(
    placing,
    look,
    mains.map((walletId) => placing.segments.one(walletId, periodsOn(look.rules, look.day))),
    aliases,
  );
  return write(
    placing,
    members.map(({ walletId, member }) => rowOf(walletId, member, look)),
    before,
  );
}

function write({ segments }: Placing, rows: readonly SegmentRow[], before: Map<string, SegmentRow>): boolean {
  const changed = rows.filter((row) => !same(row, before.get(row.walletId)));
  for (const { walletId } of rows) before.delete(walletId);
  const gone = [...before.keys()];
  if (changed.length > 0) segments.put(changed);
  if (gone.length > 0) segments.drop(gone);
  return changed.length + gone.length > 0;
}

const same = (one: SegmentRow, other: SegmentRow | undefined): boolean =>
  other !== undefined &&
  one.segment === other.segment &&
  one.lastDay === other.lastDay &&
  one.visits === other.visits &&
  one.spentMinor === other.spentMinor &&
  one.gapDays === other.gapDays &&
  one.enrolledDay === other.enrolledDay;

interface Member {
  walletId: WalletId;
  member: SeenMember;
}

const membersOf = (placing: Placing, look: Omit<Look, 'cuts'>, { after, to }: Slice): Member[] =>
  seenMembers(
    placing,
    look,
    placing.segments.seen(after, to, periodsOn(look.rules, look.day)),
    placing.aliases(),
  );

/** As segments see them: who was erased is nobody, and who was merged into another is a part of them. */
function seenMembers(
  placing: Placing,
  { rules, day }: Omit<Look, 'cuts'>,
  found: readonly MemberSeen[],
  aliases: readonly Alias[],
): Member[] {
  const periods = periodsOn(rules, day);
  return found.flatMap(({ walletId, enrolledDay, erased, done }) => {
    if (erased || (aliases.length > 0 && mainWallet(walletId, aliases) !== walletId)) return [];
    const parts = aliases
      .map(({ from }) => from)
      .filter((from) => from !== walletId && mainWallet(from, aliases) === walletId)
      .flatMap((from) => placing.segments.one(from, periods).done ?? []);
    const member: SeenMember = {
      enrolledDay,
      ...parts.reduce(addSums, done ?? nothingDone(periods)),
      birthday: () => placing.birthday(walletId),
      tiers: () => placing.tiers(walletId),
    };
    return [{ walletId, member }];
  });
}

function rowOf(walletId: WalletId, member: SeenMember, { rules, cuts, day }: Look): SegmentRow {
  const { segment, gapDays } = segmentOf(member, rules, cuts, day);
  const { visits, spentMinor } = member.within[0] ?? { visits: 0, spentMinor: 0 };
  const { enrolledDay, lastDay } = member;
  return { walletId, segment, enrolledDay, lastDay, gapDays, visits, spentMinor };
}
