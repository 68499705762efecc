/** Which wallets may be one person's: those that their cards opened, and those that somebody merged, if only for a while. */
export interface People {
  /** From now on these two may be one. */
  join(one: string, other: string): void;
  /** All that may be the same as this one, itself among them. */
  of(walletId: string): string[];
}

/** Everybody is somebody else. */
export function createPeople(): People {
  const groups = new Map<string, Set<string>>();
  const groupOf = (walletId: string): Set<string> => groups.get(walletId) ?? new Set([walletId]);
  return {
    join(one, other) {
      const all = new Set([...groupOf(one), ...groupOf(other)]);
      for (const walletId of all) groups.set(walletId, all);
    },
    of: (walletId) => [...groupOf(walletId)],
  };
}
