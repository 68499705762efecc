/** Who has which device: one owner each, known by its identity and by its place, since either may be what two set-ups share. */
export interface Owners {
  /** False when somebody else has one of the names; then nothing is taken. */
  take(owner: string, names: readonly string[]): boolean;
  letGo(owner: string): void;
}

/** Nobody owns anything yet. */
export function createOwners(): Owners {
  const owned = new Map<string, string>();
  return {
    take(owner, names) {
      if (names.some((name) => (owned.get(name) ?? owner) !== owner)) return false;
      for (const name of names) owned.set(name, owner);
      return true;
    },
    letGo(owner) {
      for (const [name, by] of owned) if (by === owner) owned.delete(name);
    },
  };
}
