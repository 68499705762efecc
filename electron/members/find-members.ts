import type { MemberHit } from '#shared/api/members.api.ts';
import { foldWords, ownPart, readTyped } from '#shared/members/fold-words.ts';
import { personOf, type Person } from '#shared/members/profile.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { Store } from '#electron/store/store.ts';

/** Most members in one answer. Whoever does not find somebody among them types another letter. */
const mostFound = 20;
/** So many are looked at to show the best of them first. */
const mostLookedAt = 3 * mostFound;

interface Found {
  walletId: WalletId;
  person: Person;
}

/** Members by what somebody typed: the beginnings of names and addresses, the end of a number, the end of a card. */
export function findMembers(
  store: Store,
  { text, typos }: { text: string; typos: boolean },
): { found: MemberHit[]; more: boolean } {
  const { prefixes, tail, kind } = readTyped(text);
  const { profiles } = store;
  const byCard = tail === null ? [] : profiles.withCardEnding(tail, mostFound + 1);
  const byWords = profiles.startingWith(prefixes, mostLookedAt);
  const mistyped = typos && kind !== 'phone' ? profiles.soundingLike(prefixes, mostLookedAt) : [];
  const looked = [...new Set([...byCard, ...byWords, ...mistyped])].map((walletId): Found => {
    return { walletId, person: personOf(profiles.read(walletId) ?? {}) };
  });
  const best = looked
    .map((one, place) => ({
      one,
      place: place < byCard.length ? -1 : wholeWordsMissing(one.person, prefixes),
    }))
    .sort((a, b) => a.place - b.place || (a.one.person.name ?? '').localeCompare(b.one.person.name ?? ''));
  return {
    found: best.slice(0, mostFound).map(({ one }) => hitOf(one, store)),
    more: best.length > mostFound,
  };
}

/** `Ann` is meant before `Anna`: how many of the typed words are only the beginning of one. */
function wholeWordsMissing({ name = '' }: Person, prefixes: readonly string[]): number {
  const words = foldWords(name);
  return prefixes.filter((prefix) => !words.includes(prefix)).length;
}

/** A member for a list. */
export function hitOf({ walletId, person }: Found, { profiles }: Pick<Store, 'profiles'>): MemberHit {
  const { name = null, phone, email } = person;
  return {
    walletId,
    name,
    phone: phone === undefined ? null : `…${phone.slice(-4)}`,
    email: email === undefined ? null : hideLetters(email),
    tails: profiles
      .cardsOf(walletId)
      .filter(({ blocked }) => !blocked)
      .map(({ tail }) => tail),
  };
}

/** `k…s@freemail.hu`: enough to ask whether it is theirs. */
function hideLetters(email: string): string {
  const at = email.indexOf('@');
  return `${email.slice(0, 1)}…${email.slice(Math.max(1, at - 1), at)}${email.slice(at)}`;
}

/** Who else has this number or this address, written in whatever way. */
export function sharers(store: Store, { phone, email }: Person, self: WalletId | null): Found[] {
  const { profiles } = store;
  const alike = [
    ...(phone === undefined ? [] : profiles.startingWith(readTyped(ownPart(phone)).prefixes, mostLookedAt)),
    ...(email === undefined ? [] : profiles.startingWith(readTyped(email).prefixes, mostLookedAt)),
  ];
  return [...new Set(alike)]
    .filter((walletId) => walletId !== self)
    .map((walletId) => ({ walletId, person: personOf(profiles.read(walletId) ?? {}) }))
    .filter(
      ({ person }) =>
        (phone !== undefined && person.phone !== undefined && ownPart(person.phone) === ownPart(phone)) ||
        (email !== undefined && person.email === email),
    );
}
