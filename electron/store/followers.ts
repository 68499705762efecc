import type { Db } from './open-database.ts';

/** How far those have come who follow the ledger, or read it; it survives restarts. */
export interface Followers {
  placeOf(follower: string): string | undefined;
  setPlace(follower: string, place: string): void;
}

/** The places of one database's followers. Setting one is part of the caller's transaction, or one of its own. */
export function createFollowers(db: Db): Followers {
  const place = db.prepare<[string], string>('SELECT place FROM follower WHERE name = ?').pluck();
  const set = db.prepare<[string, string]>('INSERT OR REPLACE INTO follower (name, place) VALUES (?, ?)');
  return {
    placeOf: (follower) => place.get(follower),
    setPlace: (follower, to) => void set.run(follower, to),
  };
}
