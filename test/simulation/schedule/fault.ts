/** What may go wrong. `id` stays when others are dropped, so that a smaller schedule can be asked for by name. */
export type Fault = { id: string } &
  /** Nothing passes between this till and the centre. */
  (
    | { kind: 'offline'; till: number; atMs: number; forMs: number }
    /** The centre does not answer anybody. */
    | { kind: 'centre-down'; atMs: number; forMs: number }
    /** Messages of all tills are lost, repeated or late, in percent. */
    | {
        kind: 'storm';
        atMs: number;
        forMs: number;
        lossPercent: number;
        duplicatePercent: number;
        latePercent: number;
      }
    /** The power goes before a statement of this till's database, counted from now on. */
    | {
        kind: 'power-cut';
        till: number;
        atMs: number;
        statements: number;
        darkMs: number;
      }
    | { kind: 'disk-full'; till: number; atMs: number; forMs: number }
    | { kind: 'clock-jump'; till: number; atMs: number; byMs: number }
    /** The till's disk is put back to what it was at `backupAtMs`; its witness on another disk stays, or goes with it. */
    | {
        kind: 'restored';
        till: number;
        backupAtMs: number;
        atMs: number;
        witness: 'stays' | 'goes';
      }
    /** A copy of the till's folder is started on a second machine, and both go on selling. */
    | { kind: 'cloned'; till: number; atMs: number }
    /** The centre's database is put back to what it was at `backupAtMs`. */
    | { kind: 'centre-restored'; backupAtMs: number; atMs: number }
    /** The owner no longer trusts this till. */
    | { kind: 'revoked'; till: number; atMs: number }
    /** The till is out of reach, and half-way the owner gives it up: a restored centre does not wait for it any longer. */
    | { kind: 'excluded'; till: number; atMs: number; forMs: number }
    /** The centre's transactions take their time from here on, and overtake each other. */
    | { kind: 'slow-centre'; atMs: number; forMs: number }
  );

export type FaultKind = Fault['kind'];

/** All kinds. The compiler keeps it complete. */
export const faultKinds = Object.keys({
  'centre-down': 0,
  'centre-restored': 0,
  'clock-jump': 0,
  cloned: 0,
  'disk-full': 0,
  excluded: 0,
  offline: 0,
  'power-cut': 0,
  restored: 0,
  revoked: 0,
  'slow-centre': 0,
  storm: 0,
} satisfies Record<FaultKind, 0>) as FaultKind[];
