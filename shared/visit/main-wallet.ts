import type { WalletId } from '../members/wallet.ts';

/** A merge that holds: the member of `from` is the member of `into`. */
export interface Alias {
  from: WalletId;
  into: WalletId;
}

/** Who is whose, read once of all merges: as `walletsOfOne` and `mainWallet` say it, however often they are asked. */
export interface Kinship {
  walletsOf(walletId: WalletId): readonly WalletId[];
  mainOf(walletId: WalletId): WalletId;
}

/** Of merges that hold; of somebody who was never merged it costs nothing to ask. */
export function kinshipOf(aliases: readonly Alias[]): Kinship {
  const merged = new Set(aliases.flatMap(({ from, into }) => [from, into]));
  const next = nextOf(aliases);
  const known = new Map<WalletId, readonly WalletId[]>();
  return {
    walletsOf(walletId) {
      if (!merged.has(walletId)) return [walletId];
      const wallets = known.get(walletId) ?? walletsOfOne(walletId, aliases);
      known.set(walletId, wallets);
      return wallets;
    },
    mainOf: (walletId) => (merged.has(walletId) ? mainOf(walletId, next) : walletId),
  };
}

/** All wallets that count as the same one, itself among them: what was paid for in any of them belongs to whoever it turned out to be. */
export function walletsOfOne(walletId: WalletId, aliases: readonly Alias[]): WalletId[] {
  if (aliases.length === 0) return [walletId];
  const next = nextOf(aliases);
  const main = mainOf(walletId, next);
  // Among thousands of merges few are of this one: only what hangs together with it is asked for its main wallet.
  return [
    walletId,
    ...joined(walletId, aliases).filter((one) => one !== walletId && mainOf(one, next) === main),
  ];
}

/**
 * The wallet that a merged wallet counts as. Two tills that merged apart may have made a branch or a circle: then all of them
 * agree on the first by name, whoever asks.
 */
export const mainWallet = (walletId: WalletId, aliases: readonly Alias[]): WalletId =>
  mainOf(walletId, nextOf(aliases));

/** Where each merged wallet went: of several the first by name. */
function nextOf(aliases: readonly Alias[]): ReadonlyMap<WalletId, WalletId> {
  const next = new Map<WalletId, WalletId>();
  for (const { from, into } of aliases) {
    const known = next.get(from);
    if (known === undefined || into < known) next.set(from, into);
  }
  return next;
}

function mainOf(walletId: WalletId, next: ReadonlyMap<WalletId, WalletId>): WalletId {
  const passed = new Set<WalletId>();
  for (let at = walletId; ;) {
    if (passed.has(at)) {
      const circle = [...passed];
      return circle.slice(circle.indexOf(at)).sort()[0] ?? at;
    }
    passed.add(at);
    const into = next.get(at);
    if (into === undefined) return at;
    at = into;
  }
}

/** Every wallet that merges join with this one, by whatever way. */
function joined(walletId: WalletId, aliases: readonly Alias[]): WalletId[] {
  const beside = new Map<WalletId, WalletId[]>();
  const join = (one: WalletId, other: WalletId): void => {
    const known = beside.get(one);
    if (known) known.push(other);
    else beside.set(one, [other]);
  };
  for (const { from, into } of aliases) {
    join(from, into);
    join(into, from);
  }
  const found = new Set([walletId]);
  for (const one of found) for (const other of beside.get(one) ?? []) found.add(other);
  return [...found];
}
