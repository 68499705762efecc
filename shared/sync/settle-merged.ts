import type { Day } from '../base/business-time.ts';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { debtHolder, holderKind, type Holder } from '../ledger/holder.ts';
import { walletHolder, type WalletId } from '../members/wallet.ts';
import { joinMerged } from '../visit/join-merged.ts';
import type { Kinship } from '../visit/main-wallet.ts';
import { freeLots, type FreeLots, type HeldLot } from './free-lots.ts';
import { settleDebt, settleRisk, type OpenDebt, type OpenRisk } from './settle.ts';

/** These holders, and where they are wallets all others of the same members. */
export const withKin = (holders: readonly Holder[], { walletsOf }: Kinship): Holder[] => [
  ...new Set(
    holders.flatMap((holder) => {
      const walletId = walletOf(holder);
      return walletId === undefined ? [holder] : walletsOf(walletId).map(walletHolder);
    }),
  ),
];

/**
 * Pays risks, and then debts, out of the centre's drawer, with what their members have there in whichever of their wallets. `lots` is all
 * that may pay, of all of them.
 */
export function settleMerged(input: {
  risks: readonly OpenRisk[];
  debts: readonly OpenDebt[];
  lots: readonly HeldLot[];
  kin: Kinship;
  day: Day;
}): Fact[] {
  const { risks, debts, lots, kin, day } = input;
  const free = freeOfMembers(lots, kin);
  // What a customer had of us already comes first.
  const facts: Fact[] = [
    ...risks.flatMap((risk) => settleRisk(risk, free, day) ?? []),
    ...debts.flatMap((debt) => settleDebt(debt, free, day) ?? []),
  ];
  const lying = new Map<string, number>();
  const add = ({ holder, unit, lot, amount }: HeldLot): void => {
    const key = `${holder} ${unit} ${lot}`;
    lying.set(key, (lying.get(key) ?? 0) + amount);
  };
  for (const lot of lots) add(lot);
  for (const { walletId, unit, lot, open } of debts)
    add({ holder: debtHolder(walletId), unit, lot, amount: -open });
  const joins = joinMerged(facts, {
    drawer: centre,
    walletsOf: kin.walletsOf,
    amountOf: (holder, unit, lot) => lying.get(`${holder} ${unit} ${lot}`) ?? 0,
  });
  return [...joins, ...facts];
}

/** What lies there, each lot of a member once, whichever of their wallets it is in. */
function freeOfMembers(lots: readonly HeldLot[], { mainOf }: Kinship): FreeLots {
  const mainHolder = (holder: Holder): Holder => {
    const walletId = walletOf(holder);
    return walletId === undefined ? holder : walletHolder(mainOf(walletId));
  };
  const together = new Map<string, HeldLot>();
  for (const lot of lots) {
    const holder = mainHolder(lot.holder);
    const key = `${holder} ${lot.unit} ${lot.lot}`;
    const known = together.get(key);
    together.set(key, { ...lot, holder, amount: lot.amount + (known?.amount ?? 0) });
  }
  const free = freeLots([...together.values()]);
  return { take: (holder, unit, amount, day) => free.take(mainHolder(holder), unit, amount, day) };
}

const walletOf = (holder: Holder): WalletId | undefined =>
  holderKind(holder) === 'wallet' ? holder.slice('wallet:'.length) : undefined;
