import type { WalletId } from '#shared/members/wallet.ts';
import type { Store } from '#electron/store/store.ts';

/** Whether there is such a member. Who they are may be known here before the story of their card has come. */
export function knownMember(
  { look, profiles }: Pick<Store, 'look' | 'profiles'>,
  walletId: WalletId,
): { erased: boolean } | undefined {
  return look.memberState(walletId) ?? (profiles.read(walletId) ? { erased: false } : undefined);
}
