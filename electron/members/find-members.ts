import type { MemberHit } from '#shared/api/members.api.ts';
import { ownPart, readTyped } from '#shared/members/fold-words.ts';
import { personOf, type Person } from '#shared/members/profile.ts';
import { shareContact } from '#shared/members/same-contact.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { Store } from '#electron/store/store.ts';

/** Most members in one answer. Whoever does not find somebody among them types another letter. */
const mostFound = 20;

interface Found {
  walletId: WalletId;
  person: Person;
}

/**
 * Members by what somebody typed: the beginnings of names and addresses, the end of a number, the end of a card. Those whose very
 * words were typed come first; only those who are shown are opened.
 */
export function findMembers(
  store: Store,
  { text, typos }: { text: string; typos: boolean },
): { found: MemberHit[]; more: boolean } {
  const { prefixes, tail, kind } = readTyped(text);
  const { profiles } = store;
  const most = mostFound + 1;
  const found = new Set(tail === null ? [] : profiles.withCardEnding(tail, most));
  const look = (some: () => WalletId[]): void => {
    if (found.size < most) for (const walletId of some()) found.add(walletId);
  };
  if (kind !== 'phone') look(() => profiles.having(prefixes, most));
  look(() => profiles.startingWith(prefixes, most));
  if (typos && kind !== 'phone') look(() => profiles.soundingLike(prefixes, most));
  const shown = [...found].slice(0, mostFound);
  return {
    found: shown.map((walletId) =>
      hitOf({ walletId, person: personOf(profiles.read(walletId) ?? {}) }, store),
    ),
    more: found.size > mostFound,
  };
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

/** So many may have an address that begins alike. */
const mostAsked = 100;

/** Who else has this number or this address, written in whatever way. */
export function sharers(store: Store, { phone, email }: Person, self: WalletId | null): Found[] {
  const { profiles } = store;
  const alike = [
    ...(phone === undefined ? [] : profiles.startingWith(readTyped(ownPart(phone)).prefixes, mostAsked)),
    ...(email === undefined ? [] : profiles.startingWith(readTyped(email).prefixes, mostAsked)),
  ];
  return [...new Set(alike)]
    .filter((walletId) => walletId !== self)
    .map((walletId) => ({ walletId, person: personOf(profiles.read(walletId) ?? {}) }))
    .filter(({ person }) =>
      shareContact({ ...(phone ? { phone } : {}), ...(email ? { email } : {}) }, person),
    );
}
