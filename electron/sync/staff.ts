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

/**
 * One round of comparing who works in the shop: where the centre knows something else than this till, both learn what they lack.
 * Nothing is kept of how far that went, so it is found out anew after whatever went wrong.
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
): () => Promise<'more' | 'done'> {
  const { staff } = store;
  const compare = async (said: TellStaff['staff']): Promise<ToldStaff['staff']> => {
    const digest = staffDigest(staff.records(), sha256);
    return (await line.ask((pass) => centre.staff(pass, { digest, staff: said }))).staff;
  };
  return async () => {
    await line.open();
    const known = await compare([]);
    if (known && staff.all().length === 0 && !mayLock()) return 'done';
    const { news, lacking } = known ? staff.learn(known) : nothingNew;
    if (!hasHeardOfStaff(store)) keepHeardOfStaff(store);
    if (news) learned();
    if (lacking.length > 0) await compare(lacking);
    return 'done';
  };
}
