import type { WalletId } from '../members/wallet.ts';

/** A merge that holds: the member of `from` is the member of `into`. */
export interface Alias {
  from: WalletId;
  into: WalletId;
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
