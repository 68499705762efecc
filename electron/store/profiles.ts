import { wordsOf } from '#shared/members/fold-words.ts';
import { changeProfile, personOf, type PersonChanges, type Profile } from '#shared/members/profile.ts';
import {
  mergeSealed,
  openProfile,
  sameProfile,
  sealProfile,
  type SealedProfile,
  type Sealer,
} from '#shared/members/sealed-profile.ts';
import { boardName } from '#shared/members/leaderboard.ts';
import type { CardId, WalletId } from '#shared/members/wallet.ts';
import { createBoardMembers, type BoardMembers } from './board-members.ts';
import type { Followers } from './followers.ts';
import { createMemberWords } from './member-words.ts';
import type { Db } from './open-database.ts';

/** A card of a member, as the back of it says. */
export interface OwnedCard {
  cardId: CardId;
  tail: string;
  blocked: boolean;
}

/** Who members are: beside the ledger, sealed, and gone without a trace when somebody is erased. */
export interface Profiles {
  read(walletId: WalletId): Profile | undefined;
  /** Keeps what was said of a person at this till. Nothing is kept of somebody who was erased. */
  change(walletId: WalletId, changes: PersonChanges, said: { by: string; nowMs: number }): void;
  /** Keeps what the centre knows, page by page, with how far it was read. `anew` sends all that is here once more. */
  learn(page: readonly SealedProfile[], cursor: string, anew: boolean): void;
  learnedTo(): string;
  /** What was said here and the centre has not got, in order, with the number behind which to go on. */
  toSend(limit: number): { profiles: SealedProfile[]; upTo: number };
  sent(upTo: number): void;
  /** Members whose words begin like this. */
  startingWith(prefixes: readonly string[], limit: number): WalletId[];
  /** Members who have all of these words, whole. */
  having(words: readonly string[], limit: number): WalletId[];
  /** Members who may be meant by words that were mistyped. */
  soundingLike(words: readonly string[], limit: number): WalletId[];
  /** The members whose card ends so. */
  withCardEnding(tail: string, limit: number): WalletId[];
  cardsOf(walletId: WalletId): OwnedCard[];
  /** Who takes part in the leaderboard, and how often they came. */
  board: Omit<BoardMembers, 'put' | 'clear'>;
  count(): number;
}

/** What the store itself does with them. */
export interface ProfileKeeper extends Profiles {
  /** Destroys key, profile and words of these, and of whoever else is known to be erased when none are named. */
  forget(walletIds?: readonly WalletId[]): void;
  /** Whether something was destroyed since this was asked last: then what the file kept of it has to be overwritten. */
  forgot(): boolean;
}

interface Row {
  number: number;
  walletId: WalletId;
  key: Buffer;
  sealed: Buffer;
  changed: number;
}

/** Raised when members' words are made in another way, or who takes part is: then both are filled anew. */
const wordsVersion = '4';
const [wordsPlace, sentPlace, readPlace] = ['member-words', 'profiles-sent', 'profiles-read'];

/** The profiles of one database; whatever writes is part of the caller's transaction. */
export function createProfiles(db: Db, followers: Followers, sealer: Sealer): ProfileKeeper {
  const words = createMemberWords(db);
  const board = createBoardMembers(db);
  const columns = 'number, wallet_id AS walletId, key, sealed, changed';
  const joined = 'member_profile JOIN member_key USING (wallet_id)';
  const byWallet = db.prepare<[string], Row>(`SELECT ${columns} FROM ${joined} WHERE wallet_id = ?`);
  const unsent = db.prepare<[number, number], Row>(
    `SELECT ${columns} FROM ${joined} WHERE changed > ? ORDER BY changed LIMIT ?`,
  );
  const everyone = db.prepare<[number, number], Row>(
    `SELECT ${columns} FROM ${joined} WHERE number > ? ORDER BY number LIMIT ?`,
  );
  const keepKey = db.prepare<[string, Buffer]>(
    'INSERT OR REPLACE INTO member_key (wallet_id, key) VALUES (?, ?)',
  );
  const keepProfile = db.prepare<[string, Buffer, number], { number: number }>(
    `INSERT INTO member_profile (wallet_id, sealed, changed) VALUES (?, ?, ?)
     ON CONFLICT (wallet_id) DO UPDATE SET sealed = excluded.sealed, changed = excluded.changed RETURNING number`,
  );
  const dropKey = db.prepare<[string]>('DELETE FROM member_key WHERE wallet_id = ?');
  const dropProfile = db.prepare<[string]>('DELETE FROM member_profile WHERE wallet_id = ?');
  const sendAll = db.prepare<[number]>('UPDATE member_profile SET changed = number + ?');
  const latest = db.prepare<[], number>('SELECT coalesce(max(changed), 0) FROM member_profile').pluck();
  const walletOf = db
    .prepare<[number], string>('SELECT wallet_id FROM member_profile WHERE number = ?')
    .pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM member_profile').pluck();
  const erased = db
    .prepare<{ id: string }, number>(
      `SELECT 1 FROM members WHERE wallet_id = @id AND erased_at IS NOT NULL
       UNION ALL SELECT 1 FROM known_members WHERE wallet_id = @id AND erased_at IS NOT NULL LIMIT 1`,
    )
    .pluck();
  const allErased = db
    .prepare<[], string>(
      `SELECT wallet_id FROM member_profile WHERE wallet_id IN (SELECT wallet_id FROM members WHERE erased_at IS NOT NULL
         UNION ALL SELECT wallet_id FROM known_members WHERE erased_at IS NOT NULL)`,
    )
    .pluck();
  const endings = db
    .prepare<{ tail: string; limit: number }, string>(
      `SELECT wallet_id FROM (SELECT wallet_id FROM cards WHERE tail = @tail UNION SELECT wallet_id FROM known_cards WHERE tail = @tail)
       WHERE wallet_id IS NOT NULL LIMIT @limit`,
    )
    .pluck();
  const cardIds = db
    .prepare<{ id: string }, string>(
      'SELECT card_id FROM cards WHERE wallet_id = @id UNION SELECT card_id FROM known_cards WHERE wallet_id = @id',
    )
    .pluck();
  // A card may have been attached at one till and blocked at another: both sides are asked.
  const card = db.prepare<
    { id: string },
    { tail: string; blockedAt: string | null; unblockedAt: string | null }
  >(
    `SELECT max(tail) AS tail, max(blocked_at) AS blockedAt, max(unblocked_at) AS unblockedAt FROM (
       SELECT tail, blocked_at, unblocked_at FROM cards WHERE card_id = @id
       UNION ALL SELECT tail, blocked_at, unblocked_at FROM known_cards WHERE card_id = @id)`,
  );
  let destroyed = false;

  const sealedOf = ({ walletId, key, sealed }: Row): SealedProfile => {
    return { walletId, key: key.toString('hex'), sealed: sealed.toString('base64') };
  };
  const wordsIn = (profile: Profile | undefined): string[] => wordsOf(personOf(profile ?? {}));
  const takesPart = (profile: Profile | undefined): boolean => boardName(personOf(profile ?? {})) !== null;
  const sentUpTo = (): number => Number(followers.placeOf(sentPlace) ?? 0);
  const nextChange = (): number => Math.max(latest.get() ?? 0, sentUpTo()) + 1;
  /** Writes one down and its words with it. What stood there before is known, or there was nothing. */
  const save = (next: SealedProfile, profile: Profile, changed: number, before: Row | undefined): void => {
    const { walletId, key, sealed } = next;
    if (before) words.remove(before.number, wordsIn(openProfile(sealedOf(before), sealer)));
    if (before?.key.toString('hex') !== key) keepKey.run(walletId, Buffer.from(key, 'hex'));
    const row = keepProfile.get(walletId, Buffer.from(sealed, 'base64'), changed);
    if (row) words.add(row.number, wordsIn(profile));
    board.put(walletId, takesPart(profile));
  };
  const learnOne = (theirs: SealedProfile): void => {
    if (erased.get({ id: theirs.walletId }) !== undefined) return;
    const theirProfile = openProfile(theirs, sealer);
    if (!theirProfile) return;
    const before = byWallet.get(theirs.walletId);
    if (!before) return save(theirs, theirProfile, 0, undefined);
    const ours = sealedOf(before);
    const merged = mergeSealed(ours, theirs, sealer);
    const profile = openProfile(merged, sealer) ?? theirProfile;
    const same = merged.key === theirs.key && sameProfile(profile, theirProfile);
    // What the centre lacks is sent to it, though it may have been before.
    const changed = same || before.changed > sentUpTo() ? before.changed : nextChange();
    if (merged !== ours || changed !== before.changed) save(merged, profile, changed, before);
  };
  const fillWords = (): void => {
    words.clear();
    board.clear();
    for (let after = 0; ;) {
      const page = everyone.all(after, 1_000);
      for (const row of page) {
        const profile = openProfile(sealedOf(row), sealer);
        words.add(row.number, wordsIn(profile));
        board.put(row.walletId, takesPart(profile));
      }
      const last = page.at(-1);
      if (!last) break;
      after = last.number;
    }
    followers.setPlace(wordsPlace, wordsVersion);
  };
  const forgetOne = (walletId: WalletId): void => {
    const before = byWallet.get(walletId);
    const profile = before && openProfile(sealedOf(before), sealer);
    if (before && profile) words.remove(before.number, wordsIn(profile));
    board.put(walletId, false);
    const dropped = dropProfile.run(walletId).changes + dropKey.run(walletId).changes;
    if (dropped > 0) destroyed = true;
    // Of one that cannot be read nobody can say which words were its own.
    if (before && !profile) fillWords();
  };
  const walletsOf = (numbers: readonly number[]): WalletId[] =>
    numbers.flatMap((number) => walletOf.get(number) ?? []);

  if (!db.readonly && followers.placeOf(wordsPlace) !== wordsVersion) db.transaction(fillWords)();
  return {
    read(walletId) {
      const row = byWallet.get(walletId);
      return row && openProfile(sealedOf(row), sealer);
    },
    change(walletId, changes, said) {
      if (erased.get({ id: walletId }) !== undefined) return;
      const before = byWallet.get(walletId);
      const known = before && openProfile(sealedOf(before), sealer);
      const next = changeProfile(known ?? {}, changes, said);
      if (sameProfile(next, known ?? {})) return;
      const key = before && known ? before.key.toString('hex') : sealer.newKey();
      save(sealProfile(walletId, key, next, sealer), next, nextChange(), before);
    },
    learn(page, cursor, anew) {
      if (anew) sendAll.run(nextChange());
      for (const theirs of page) learnOne(theirs);
      followers.setPlace(readPlace, cursor);
    },
    learnedTo: () => followers.placeOf(readPlace) ?? '',
    toSend(limit) {
      const rows = unsent.all(sentUpTo(), limit);
      return { profiles: rows.map(sealedOf), upTo: rows.at(-1)?.changed ?? sentUpTo() };
    },
    sent: (upTo) => followers.setPlace(sentPlace, String(upTo)),
    having: (some, limit) => walletsOf(words.having(some, limit)),
    startingWith: (prefixes, limit) => walletsOf(words.startingWith(prefixes, limit)),
    soundingLike: (some, limit) => walletsOf(words.soundingLike(some, limit)),
    withCardEnding: (tail, limit) => endings.all({ tail, limit }),
    cardsOf: (walletId) =>
      cardIds.all({ id: walletId }).flatMap((cardId) => {
        const row = card.get({ id: cardId });
        if (!row) return [];
        const { tail, blockedAt, unblockedAt } = row;
        return { cardId, tail, blocked: blockedAt !== null && blockedAt >= (unblockedAt ?? '') };
      }),
    board,
    count: () => count.get() ?? 0,
    forget: (walletIds = allErased.all()) => walletIds.forEach(forgetOne),
    forgot() {
      const was = destroyed;
      destroyed = false;
      return was;
    },
  };
}
