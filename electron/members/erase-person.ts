import { eraseMember, type ErasureRefusal } from '#shared/back-office/erase-member.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { knownMember } from './known-member.ts';
import { mainWallet } from '#shared/visit/main-wallet.ts';
import type { Store } from '#electron/store/store.ts';

/**
 * Forgets a person in every wallet that was merged into this one, in one transaction: the facts stay as the receipt, and the store
 * destroys keys, profiles and words as it writes them.
 */
export function erasePerson(
  store: Store,
  walletId: WalletId,
  by: string,
  time: BusinessTime,
): Result<number, ErasureRefusal> {
  const { look } = store;
  return store.atOnce(() => {
    const main = eraseMember(walletId, knownMember(store, walletId), by);
    if (!main.ok) return main;
    const aliases = look.aliases();
    const merged = aliases
      .map(({ from }) => from)
      .filter((from) => mainWallet(from, aliases) === walletId && from !== walletId);
    const others = merged.flatMap((from) => {
      const erased = eraseMember(from, knownMember(store, from), by);
      return erased.ok ? erased.value : [];
    });
    return ok(store.commit({ facts: [...main.value, ...others], time }).length);
  });
}
