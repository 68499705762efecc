import { readEntries } from '#shared/projections/fold.ts';
import type { Store } from '#electron/store/store.ts';

/** What stands in the log of a sale and on no screen: whose it is, on which business day, and whom it brought something besides. */
export interface SaleRecord {
  walletId: string;
  day: string;
  /** The claim that its receipt is; null for most. */
  claimId: string | null;
  /** What whoever sent the customer had of it. */
  others: { walletId: string; unit: string; amount: number }[];
}

/** More facts than one sale brings about. */
const factsOfASale = 60;

/** Reads the record of a sale off its till. A sale without a card is nobody's: then it is `nobody`. */
export function recordOf(store: Store, saleId: string, nobody: string): SaleRecord {
  const seq = store.look.placeOfSale(saleId) ?? 1;
  const [first, ...behind] = readEntries(store.ownAfter(seq - 1, factsOfASale));
  const own = first?.fact.type === 'SaleRecorded' ? first.fact.body.walletId : null;
  const record: SaleRecord = {
    walletId: own ?? nobody,
    day: first?.envelope.day ?? '',
    claimId: null,
    others: [],
  };
  for (const { fact } of behind) {
    if (!('saleId' in fact.body) || fact.body.saleId !== saleId) break;
    if (fact.type === 'ClaimOpened') record.claimId = fact.body.claimId;
    if (fact.type !== 'ValueAwarded' || fact.body.walletId === own) continue;
    const { walletId, unit, amount } = fact.body;
    record.others.push({ walletId, unit, amount });
  }
  return record;
}
