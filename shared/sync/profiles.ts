import { z } from 'zod';
import { SealedProfile } from '../members/sealed-profile.ts';

/**
 * Who members are, beside the story: state, not facts. Each side merges what it is told with what it knows, field by field, so
 * saying something twice, late or in another order is harmless. A key travels beside what it sealed, and only within a session.
 */

/** Most profiles in one message. */
export const profilesAtOnce = 500;

/** `POST /v1/profiles`: what was said of members at this till. */
export const SentProfiles = z.object({ profiles: z.array(SealedProfile).min(1).max(profilesAtOnce) });
export type SentProfiles = z.infer<typeof SentProfiles>;

/** Kept, but for those who were erased: of them nothing is kept. */
export const TakenProfiles = z.object({ taken: z.int().nonnegative() });
export type TakenProfiles = z.infer<typeof TakenProfiles>;

/**
 * `GET /v1/profiles?cursor=C`: the profiles that changed behind the cursor, as they are now; an empty cursor is told everything.
 * `anew`: this centre does not know the cursor, and may have lost what it was sent before.
 */
export const ProfilesPage = z.object({
  profiles: z.array(SealedProfile),
  /** To be sent with the next request. Opaque. */
  cursor: z.string().max(400),
  anew: z.boolean(),
  more: z.boolean(),
});
export type ProfilesPage = z.infer<typeof ProfilesPage>;
