import type { Day } from '../base/business-time.ts';
import type { Fact } from '../ledger/events.ts';
import { debtHolder } from '../ledger/holder.ts';
import { giftCardHolder, voucherHolder, walletHolder, type WalletId } from '../members/wallet.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import type { KnownVoucher, LookUp } from '../visit/look-up.ts';
import { createHeldValue } from './what-if-held.ts';
import { createMembers } from './what-if-members.ts';
import { createPapers, isUsable } from './what-if-papers.ts';

/** A fact with its moment, as one stands in a till's log. */
export interface DatedFact {
  fact: Fact;
  at: number;
  day: Day;
}

/** What a till would know after the facts it was told, all in memory: what old sales are asked over again. */
export interface Book {
  look: LookUp;
  tell(dated: DatedFact): void;
  /** The money vouchers that a member could still lay on the counter, oldest first. */
  vouchersOf(walletId: WalletId): readonly KnownVoucher[];
}

/** What a book needs of elsewhere: the till whose drawer counts, the programs of the moment, and what no ledger knows. */
export interface BookOptions {
  till: string;
  programs: () => ConfiguredProgram[];
  /** `MM-DD`, if the member told it. */
  birthday: (walletId: WalletId) => string | null;
}

/** An empty book. It never takes more from anybody than is there: under another set-up less may be. */
export function createBook({ till, programs, birthday }: BookOptions): Book {
  const held = createHeldValue(till);
  const papers = createPapers(till);
  const members = createMembers({ till, birthday, voucher: papers.voucher });
  return {
    look: {
      card: () => undefined,
      voucher: papers.voucher,
      giftCard: (id) => ({
        tail: null,
        vat: null,
        ...papers.giftCard(id),
        lots: held.of(giftCardHolder(id)),
      }),
      lots: (walletId) => held.of(walletHolder(walletId)),
      debts: (walletId) => held.of(debtHolder(walletId)),
      memberFacts: members.facts,
      // Sales without a card are not asked again, and what was claimed comes as it was.
      claim: () => undefined,
      claimsOn: () => 0,
      heldBy: held.of,
      campaign: papers.campaign,
      mainOf: members.mainOf,
      countsAs: members.mainOf,
      countedByAll: members.countedByAll,
      programs,
      tills: () => [],
      riskTaken: () => ({ holderMinor: 0, tillMinor: 0 }),
      sentBy: members.sentBy,
      sentIn: members.sentIn,
      walletsStarting: () => [],
      sameContact: () => false,
    },
    tell({ fact, at, day }) {
      // What is set aside for a basket stays where it was: the sale takes it from there.
      if (fact.type === 'ValueReserved' || fact.type === 'ReservationReleased') return;
      if (fact.type === 'ValueExpired') held.forgetOver(fact.body.holder, fact.body.unit, day);
      else held.move(fact);
      papers.tell(fact, at);
      members.tell(fact, day);
    },
    vouchersOf: (walletId) =>
      papers
        .vouchersOf(walletId)
        .filter((voucher) => isUsable(voucher) && held.has(voucherHolder(voucher.voucherId))),
  };
}
