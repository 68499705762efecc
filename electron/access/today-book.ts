import { notHereToday, type TodayOfMember } from '#shared/access/velocity.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { pointsIn } from '#shared/ledger/posting.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Store } from '#electron/store/store.ts';

/** How many events are read at once. */
const page = 500;

/** What members did today at this till: read off the end of its log when somebody asks, and no read table that every sale would fill. */
export interface TodayBook {
  of(walletId: WalletId, day: string): TodayOfMember;
}

/** Nothing read yet. */
export function createTodayBook(store: Pick<Store, 'head' | 'ownAfter'>): TodayBook {
  let today = '';
  let readTo = 0;
  const members = new Map<WalletId, TodayOfMember>();

  const beginAt = (day: string): number => {
    for (let from = store.head().seq; from > 0; from -= page) {
      const [first] = store.ownAfter(Math.max(0, from - page), 1);
      if (!first || first.day < day) return Math.max(0, from - page);
    }
    return 0;
  };
  const catchUp = (): void => {
    for (;;) {
      const envelopes = store.ownAfter(readTo, page);
      for (const { fact, envelope } of readEntries(envelopes)) {
        if (envelope.day !== today) continue;
        if (fact.type === 'SaleRecorded' && fact.body.walletId !== null) {
          const known = members.get(fact.body.walletId) ?? notHereToday;
          members.set(fact.body.walletId, { ...known, visits: known.visits + 1, lastAtMs: envelope.at });
        }
        if (
          fact.type === 'ValueAwarded' &&
          fact.body.saleId !== null &&
          fact.body.unit.startsWith('points:')
        ) {
          const known = members.get(fact.body.walletId) ?? notHereToday;
          members.set(fact.body.walletId, { ...known, earned: known.earned + fact.body.amount });
        }
        if (fact.type === 'ReceiptClaimed') {
          const { walletId, value } = fact.body;
          const known = members.get(walletId) ?? notHereToday;
          members.set(walletId, { ...known, earned: known.earned + pointsIn(value) });
        }
      }
      readTo = envelopes.at(-1)?.seq ?? readTo;
      if (envelopes.length < page) return;
    }
  };
  return {
    of(walletId, day) {
      if (day !== today || readTo > store.head().seq) {
        members.clear();
        today = day;
        readTo = beginAt(day);
      }
      catchUp();
      return members.get(walletId) ?? notHereToday;
    },
  };
}
