import type { Machine } from '#shared/base/machine.ts';
import { staffDigest, type TellStaff, type ToldStaff } from '#shared/sync/staff.ts';
import { hasHeardOfStaff, keepHeardOfStaff } from '#electron/store/staff-heard.ts';
import type { Store } from '#electron/store/store.ts';
import type { Pass } from './centre-client.ts';
import type { Line } from './line.ts';

/** What a till says to a centre of who works in its shop. */
export interface StaffClient {
  staff(pass: Pass, said: TellStaff): Promise<ToldStaff>;
}

const nothingNew = { news: false, lacking: [] };

/** Whether this till knows now who works in the shop; while a customer stands at a till that would have to lock, it `waits`. */
export type StaffHeard = 'heard' | 'waits';

/**
 * One round of comparing who works in the shop: where the centre knows something else than this till, both learn what they lack.
 * Nothing is kept of how far that went, so it is found out anew after whatever went wrong. Trouble where the centre does not answer.
 */
export function createStaffRound(
  store: Pick<Store, 'staff' | 'placeOf' | 'setPlace'>,
  centre: StaffClient,
  line: Pick<Line, 'ask' | 'open'>,
  sha256: Machine['sha256'],
  /** Somebody serves a customer at a till that nobody had to sign in at: the first to be learned of wait until they are done. */
  mayLock: () => boolean,
  /** Somebody works here now, or no longer, or is called otherwise. */
  learned: () => void,
): () => Promise<StaffHeard> {
  const { staff } = store;
  const compare = (said: TellStaff['staff']): Promise<ToldStaff> => {
    const digest = staffDigest(staff.records(), sha256);
    return line.ask((pass) => centre.staff(pass, { digest, staff: said }));
  };
  const isOpen = (): boolean => staff.all().length === 0 && staff.unreadable() === 0;
  return async () => {
    await line.open();
    const told = await compare([]);
    const { staff: known } = told;
    if ((known || told.unreadable > 0) && isOpen() && !mayLock()) return 'waits';
    const { news, lacking } = known ? staff.learn(known) : nothingNew;
    const lost = staff.keepLost(told.unreadable);
    if (!hasHeardOfStaff(store)) keepHeardOfStaff(store);
    if (news || lost) learned();
    // What the centre cannot read it is told anew by whoever can.
    if (lacking.length > 0 && staff.keepLost((await compare(lacking)).unreadable)) learned();
    return 'heard';
  };
}
