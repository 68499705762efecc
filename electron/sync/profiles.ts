import { profilesAtOnce, type ProfilesPage, type TakenProfiles } from '#shared/sync/profiles.ts';
import type { SealedProfile } from '#shared/members/sealed-profile.ts';
import type { Store } from '#electron/store/store.ts';
import type { Pass } from './centre-client.ts';
import type { Line } from './line.ts';

/** What a till says to a centre of who members are. */
export interface ProfilesClient {
  sendProfiles(pass: Pass, profiles: readonly SealedProfile[]): Promise<TakenProfiles>;
  profiles(pass: Pass, cursor: string): Promise<ProfilesPage>;
}

/**
 * One round of comparing profiles: what was said here is sent, then a page of what was said elsewhere is read. Each step keeps its
 * place when it is done, so a round that breaks off is taken up where it was, and one that was counted twice changes nothing.
 */
export function createProfilesRound(
  { profiles }: Pick<Store, 'profiles'>,
  centre: ProfilesClient,
  line: Pick<Line, 'ask' | 'open'>,
  /** Somebody is known now, or by another name. */
  learned: () => void,
): () => Promise<'more' | 'done'> {
  return async () => {
    await line.open();
    const { profiles: unsent, upTo } = profiles.toSend(profilesAtOnce);
    if (unsent.length > 0) {
      await line.ask((pass) => centre.sendProfiles(pass, unsent));
      profiles.sent(upTo);
    }
    const from = profiles.learnedTo();
    const page = await line.ask((pass) => centre.profiles(pass, from));
    if (page.profiles.length > 0 || page.anew || page.cursor !== from)
      profiles.learn(page.profiles, page.cursor, page.anew);
    if (page.profiles.length > 0) learned();
    const waiting = profiles.toSend(1).profiles.length > 0;
    return page.more || waiting ? 'more' : 'done';
  };
}
