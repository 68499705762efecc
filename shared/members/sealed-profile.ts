import { z } from 'zod';
import { mergeProfiles, Profile } from './profile.ts';
import { WalletId } from './wallet.ts';

/** A person's key: 32 bytes as hex. Whoever has it can read the profile, and without it nobody can any more. */
export const PersonKey = z.string().regex(/^[0-9a-f]{64}$/);
export type PersonKey = z.infer<typeof PersonKey>;

/** A profile as it lies on a disk and travels, sealed with its person's key: base64. */
export const SealedText = z.string().regex(/^[A-Za-z0-9+/]{38,16384}={0,2}$/);

/** A sealed profile with its key beside it, whose it is on the outside. */
export const SealedProfile = z.object({ walletId: WalletId, key: PersonKey, sealed: SealedText });
export type SealedProfile = z.infer<typeof SealedProfile>;

/** Seals texts with AES-256-GCM (NIST SP 800-38D), bound to whose they are: a sealed text moved to another wallet does not open. */
export interface Sealer {
  newKey(): PersonKey;
  seal(text: string, key: PersonKey, walletId: WalletId): string;
  /** Undefined for what this key did not seal for this wallet, or what was changed since. */
  open(sealed: string, key: PersonKey, walletId: WalletId): string | undefined;
}

/** What a sealed profile says; undefined when it cannot be opened or read. */
export function openProfile({ walletId, key, sealed }: SealedProfile, sealer: Sealer): Profile | undefined {
  const text = sealer.open(sealed, key, walletId);
  if (text === undefined) return undefined;
  const profile = Profile.safeParse(JSON.parse(text));
  return profile.success ? profile.data : undefined;
}

/** Seals a profile with a key. */
export const sealProfile = (
  walletId: WalletId,
  key: PersonKey,
  profile: Profile,
  sealer: Sealer,
): SealedProfile => ({
  walletId,
  key,
  sealed: sealer.seal(JSON.stringify(profile), key, walletId),
});

/**
 * What two places know of one person, as one. Two tills that enrolled the same card apart made two keys: the first by name wins,
 * wherever they meet. One that cannot be opened yields to the other. The same text comes back where nothing was new.
 */
export function mergeSealed(ours: SealedProfile, theirs: SealedProfile, sealer: Sealer): SealedProfile {
  if (ours.key === theirs.key && ours.sealed === theirs.sealed) return ours;
  const [mine, other] = [openProfile(ours, sealer), openProfile(theirs, sealer)];
  if (!mine || !other) return mine ? ours : theirs;
  const merged = mergeProfiles(mine, other);
  const key = ours.key < theirs.key ? ours.key : theirs.key;
  for (const one of [ours, theirs])
    if (one.key === key && sameProfile(merged, one === ours ? mine : other)) return one;
  return sealProfile(ours.walletId, key, merged, sealer);
}

/** Whether two profiles say the same, in whatever order their fields stand. */
export const sameProfile = (one: Profile, other: Profile): boolean =>
  JSON.stringify(mergeProfiles(one, {})) === JSON.stringify(mergeProfiles(other, {}));
