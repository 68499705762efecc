import assert from 'node:assert/strict';
import type { Fact } from '#shared/ledger/events.ts';
import type { Store } from '#electron/store/store.ts';
import { openCounter, type CounterUnderTest } from '#test/support/a-till.ts';
import { enrolMany, walletOf } from '../enrol-many.ts';
import { sqliteDurability, type Contender, type OpenContender, type Sale, type Shop } from './contender.ts';

const unit = 'points:points';
const lot = '2026-11-22/2027-11-22';

/** The same small work as everybody's, by the till's store: one fact, chained by its hash, and the read tables it moves. */
export const tesseraStore: Contender = {
  name: "Tessera's store: the same, chained",
  open: (folder, shop) =>
    openTill(folder, shop, ({ store }, cards) => {
      const wallets = cards.map(walletOf);
      const sell = (sale: Sale) => {
        const walletId = wallets[sale.member] ?? '';
        store.commit({
          facts: [awardOf(sale, walletId, store.writer)],
          time: { atMs: sale.at, day: '2026-11-22' },
        });
        const held = store.look.lots(walletId).filter((one) => one.unit === unit);
        return held.reduce((sum, { amount }) => sum + amount, 0);
      };
      return { leaves: 'ValueAwarded', sell };
    }),
};

/** All that happens at the counter between the card and the answer: recognised, looked up, decided, written, shown. */
export const tesseraSale: Contender = {
  name: 'Tessera: the whole sale, card to answer',
  open: (folder, shop) =>
    openTill(folder, shop, (till, cards) => ({
      leaves: 'SaleRecorded',
      sell({ member, points }) {
        till.scan(cards[member] ?? '');
        const answer = till.sell(`${points}.00`);
        assert.ok(answer.ok, 'a sale is taken');
        return undefined;
      },
    })),
};

function awardOf({ seq, points }: Sale, walletId: string, drawer: string): Fact {
  const saleId = `0193a1c4-7f00-7c3e-9a55-${String(seq).padStart(12, '0')}`;
  const reason = {
    code: 'POINTS_PER_UNIT',
    params: { points, perUnit: 1, baseMinor: points * 100 },
  } as const;
  return {
    type: 'ValueAwarded',
    body: { walletId, unit, drawer, lot, amount: points, saleId, programId: 'points', revision: 1, reason },
  };
}

/** How the work is done, and the kind of fact that each sale leaves one of. */
interface Selling {
  leaves: Fact['type'];
  sell: OpenContender['sale'];
}

async function openTill(
  folder: string,
  { members }: Shop,
  selling: (till: CounterUnderTest, cards: string[]) => Selling,
): Promise<OpenContender> {
  const till = await openCounter(folder);
  const { leaves, sell } = selling(till, enrolMany(till.store, members));
  const opened = till.store.head().seq;
  const { journal, synchronous } = till.store.durability();
  return {
    durability: sqliteDurability(journal, synchronous),
    sale: sell,
    recorded() {
      assert.deepEqual(till.store.verify().faults, [], 'every chain and every read table is whole');
      return countAfter(till.store, opened, leaves);
    },
    close: () => till.close(),
  };
}

/** How many facts of a kind the log holds after an event, as they are read back from the file. */
function countAfter(store: Store, seq: number, type: Fact['type']): number {
  const page = store.ownAfter(seq, 1_000);
  const last = page.at(-1);
  if (!last) return 0;
  return page.filter((envelope) => envelope.type === type).length + countAfter(store, last.seq, type);
}
