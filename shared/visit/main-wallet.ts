import type { WalletId } from '../members/wallet.ts';

/** A merge that holds: the member of `from` is the member of `into`. */
export interface Alias {
  from: WalletId;
  into: WalletId;
}

/** All wallets that count as the same one, itself among them: what was paid for in any of them belongs to whoever it turned out to be. */
export function walletsOfOne(walletId: WalletId, aliases: readonly Alias[]): WalletId[] {
  if (aliases.length === 0) return [walletId];
  const main = mainWallet(walletId, aliases);
  const others = new Set(aliases.flatMap(({ from, into }) => [from, into]));
  return [walletId, ...[...others].filter((one) => one !== walletId && mainWallet(one, aliases) === main)];
}

/**
 * The wallet that a merged wallet counts as. Two tills that merged apart may have made a branch or a circle: then all of them
 * agree on the first by name, whoever asks.
 */
export function mainWallet(walletId: WalletId, aliases: readonly Alias[]): WalletId {
  const passed: WalletId[] = [];
  let at = walletId;
  for (;;) {
    if (passed.includes(at)) return passed.slice(passed.indexOf(at)).sort()[0] ?? at;
    passed.push(at);
    const [next] = aliases
      .filter(({ from }) => from === at)
      .map(({ into }) => into)
      .sort();
    if (next === undefined) return at;
    at = next;
  }
}
