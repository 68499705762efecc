import { noTries, type Tries } from '#shared/access/lockout.ts';
import type { Sealer } from '#shared/members/sealed-profile.ts';
import {
  latestSaid,
  mergeStaffRecords,
  sameStaffRecord,
  sayOfStaff,
  staffInForce,
  StaffRecord,
  type StaffFields,
  type StaffSayer,
  type StaffWhat,
} from '#shared/members/staff-record.ts';
import type { Followers } from './followers.ts';
import type { Db } from './open-database.ts';

/** Somebody who works here, or did. Beside the ledger, since the ledger cannot forget a name. */
export interface Staff extends StaffFields, Tries {
  staffId: string;
}

/** The staff of this till's shop, as this till knows them. What is kept is part of the caller's transaction, or one of its own. */
export interface StaffBook {
  /** What counts now of everybody whose entry can be read. */
  all(): readonly Staff[];
  /** Whose entries are there and cannot be read, here or at the centre: somebody works here, and nobody can tell who. */
  unreadable(): number;
  /** Keeps how many entries of this shop the centre cannot read. Tells whether that was new here. */
  keepLost(atCentre: number): boolean;
  /** Everybody as they are told to other tills. */
  records(): readonly StaffRecord[];
  /** Keeps what was said of somebody at this till, and what is remembered as done. */
  keep(staff: Staff, whats: readonly StaffWhat[], said: Omit<StaffSayer, 'till'>): void;
  /** Keeps how often somebody mistyped at this till: no other till is told. */
  keepTries(staffId: string, tries: Tries): void;
  /** Takes in what other tills said. Tells whether something was new here, and who is known better here than there. */
  learn(theirs: readonly StaffRecord[]): { news: boolean; lacking: StaffRecord[] };
  /** To be called when a transaction was rolled back: what was remembered may not have happened. */
  forget(): void;
}

interface Row {
  staffId: string;
  key: Buffer;
  sealed: Buffer;
  wrong: number;
  untilMs: number;
}

/** Under which it is kept how many entries the centre cannot read. */
const lostPlace = 'staff-lost-at-centre';

/** The staff of one database. Few, and asked for with every call, so they are opened once. */
export function createStaffBook(
  db: Db,
  till: string,
  sealer: Sealer,
  places: Pick<Followers, 'placeOf' | 'setPlace'>,
): StaffBook {
  const read = db.prepare<[], Row>(
    'SELECT staff_id AS staffId, key, sealed, wrong, until_ms AS untilMs FROM staff ORDER BY staff_id',
  );
  const keyOf = db.prepare<[string], Buffer>('SELECT key FROM staff WHERE staff_id = ?').pluck();
  const write = db.prepare<Omit<Row, 'wrong' | 'untilMs'>>(
    `INSERT INTO staff (staff_id, key, sealed) VALUES (@staffId, @key, @sealed)
     ON CONFLICT (staff_id) DO UPDATE SET sealed = excluded.sealed`,
  );
  const writeTries = db.prepare<Tries & { staffId: string }>(
    'UPDATE staff SET wrong = @wrong, until_ms = @untilMs WHERE staff_id = @staffId',
  );
  let known: { records: Map<string, StaffRecord>; all: readonly Staff[]; unreadable: number } | undefined;
  const lostAtCentre = (): number => Number(places.placeOf(lostPlace) ?? 0);
  const opened = ({ staffId, key, sealed }: Row): StaffRecord[] => {
    const text = sealer.open(sealed.toString('base64'), key.toString('hex'), staffId);
    const record = StaffRecord.safeParse(readJson(text));
    return record.success ? [record.data] : [];
  };
  const look = () => {
    if (known) return known;
    const rows = read.all();
    const tries = new Map(rows.map(({ staffId, wrong, untilMs }) => [staffId, { wrong, untilMs }]));
    const records = rows.flatMap(opened);
    const unreadable = rows.length - records.length + lostAtCentre();
    const all = staffInForce(records, unreadable === 0).map((one) => ({
      ...one,
      ...(tries.get(one.staffId) ?? noTries),
    }));
    return (known = { records: new Map(records.map((record) => [record.staffId, record])), all, unreadable });
  };
  const save = (record: StaffRecord): void => {
    const { staffId } = record;
    const key = keyOf.get(staffId)?.toString('hex') ?? sealer.newKey();
    const sealed = sealer.seal(JSON.stringify(record), key, staffId);
    write.run({ staffId, key: Buffer.from(key, 'hex'), sealed: Buffer.from(sealed, 'base64') });
    known = undefined;
  };
  return {
    all: () => look().all,
    unreadable: () => look().unreadable,
    keepLost(atCentre) {
      if (atCentre === lostAtCentre()) return false;
      places.setPlace(lostPlace, String(atCentre));
      known = undefined;
      return true;
    },
    records: () => [...look().records.values()],
    keep({ wrong, untilMs, ...person }, whats, said) {
      const { records } = look();
      const after = latestSaid([...records.values()]);
      save(sayOfStaff(records.get(person.staffId), person, whats, { till, ...said, after }));
      writeTries.run({ staffId: person.staffId, wrong, untilMs });
    },
    keepTries(staffId, tries) {
      writeTries.run({ staffId, ...tries });
      known = undefined;
    },
    learn(theirs) {
      const { records } = look();
      let news = false;
      const told = new Map(theirs.map((record) => [record.staffId, record]));
      const lacking = [...records.values()].filter(({ staffId }) => !told.has(staffId));
      for (const [staffId, record] of told) {
        const ours = records.get(staffId);
        const merged = ours ? mergeStaffRecords(ours, record) : record;
        if (!sameStaffRecord(merged, record)) lacking.push(merged);
        if (ours && sameStaffRecord(merged, ours)) continue;
        news = true;
        save(merged);
        // A new PIN ends the waiting for the old one, as where it was given.
        if (ours && merged.pin.value !== ours.pin.value) writeTries.run({ staffId, ...noTries });
      }
      return { news, lacking };
    },
    forget() {
      known = undefined;
    },
  };
}

/** What a text says, or nothing where it is none. */
function readJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
