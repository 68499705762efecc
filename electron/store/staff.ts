import { z } from 'zod';
import { Role } from '#shared/access/role.ts';
import type { Tries } from '#shared/access/lockout.ts';
import { WalletId } from '#shared/members/wallet.ts';
import type { Sealer } from '#shared/members/sealed-profile.ts';
import type { Db } from './open-database.ts';

/** Somebody who works here, or did. Beside the ledger, since the ledger cannot forget a name. */
export interface Staff extends Tries {
  staffId: string;
  name: string;
  role: Role;
  active: boolean;
  /** What a PIN is compared with: see electron/access/pin-hash.ts. */
  pin: string;
  /** A hash of the code that lets them in, or null. */
  badge: string | null;
  /** Their own wallet as a member, which they do not serve, or null. */
  walletId: WalletId | null;
}

/** The staff of this till. What is kept is part of the caller's transaction, or one of its own. */
export interface StaffBook {
  all(): readonly Staff[];
  keep(staff: Staff): void;
  /** To be called when a transaction was rolled back: what was remembered may not have happened. */
  forget(): void;
}

interface Row {
  staffId: string;
  key: Buffer;
  sealed: Buffer;
  role: string;
  active: number;
  pin: string;
  badge: string | null;
  wrong: number;
  untilMs: number;
}

/** What says who somebody is, sealed as a profile is. */
const Sealed = z.object({ name: z.string(), walletId: WalletId.nullable() });

/** The staff of one database. Few, and asked for with every call, so they are opened once. */
export function createStaffBook(db: Db, sealer: Sealer): StaffBook {
  const read = db.prepare<[], Row>(
    `SELECT staff_id AS staffId, key, sealed, role, active, pin, badge, wrong, until_ms AS untilMs FROM staff ORDER BY staff_id`,
  );
  const keyOf = db.prepare<[string], Buffer>('SELECT key FROM staff WHERE staff_id = ?').pluck();
  const write = db.prepare<Row>(
    `INSERT OR REPLACE INTO staff (staff_id, key, sealed, role, active, pin, badge, wrong, until_ms)
     VALUES (@staffId, @key, @sealed, @role, @active, @pin, @badge, @wrong, @untilMs)`,
  );
  const opened = ({ staffId, key, sealed, role, active, ...rest }: Row): Staff => {
    const text = sealer.open(sealed.toString('base64'), key.toString('hex'), staffId);
    const person = Sealed.safeParse(text === undefined ? {} : JSON.parse(text));
    const who = person.success ? person.data : { name: '', walletId: null };
    return { ...rest, ...who, staffId, role: Role.parse(role), active: active === 1 };
  };
  let known: readonly Staff[] | undefined;
  return {
    all: () => (known ??= read.all().map(opened)),
    keep({ name, walletId, active, ...rest }) {
      const key = keyOf.get(rest.staffId)?.toString('hex') ?? sealer.newKey();
      const sealed = sealer.seal(JSON.stringify({ name, walletId }), key, rest.staffId);
      write.run({
        ...rest,
        key: Buffer.from(key, 'hex'),
        sealed: Buffer.from(sealed, 'base64'),
        active: active ? 1 : 0,
      });
      known = undefined;
    },
    forget() {
      known = undefined;
    },
  };
}
