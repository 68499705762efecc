import type { BusinessTime, Day } from '../base/business-time.ts';
import type { Machine, VerifySignature } from '../base/machine.ts';
import type { Drawer } from '../ledger/drawer.ts';
import type { Holder } from '../ledger/holder.ts';
import type { Lot, Unit } from '../ledger/posting.ts';
import type { VatClass } from '../ledger/vat-class.ts';
import type { TillState } from '../ledger/till-state.ts';
import type { Counted } from '../members/progress.ts';
import type { MemberFacts } from '../members/member-facts.ts';
import type { CardId, ClaimId, GiftCardId, VoucherId, WalletId } from '../members/wallet.ts';
import type { Money } from '../money/money.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import type { TokenSigner } from '../scan/voucher-token.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';

/** A card as the ledger knows it. `walletId` is null for one of which we heard only that it is blocked. */
export interface KnownCard {
  walletId: WalletId | null;
  tail: string;
  blocked: boolean;
}

/** A voucher as the ledger knows it: `drawer` is where its value lies now. `redeemedAtMs` is null while it was not used. */
export interface KnownVoucher {
  voucherId: VoucherId;
  unit: Unit;
  amount: number;
  lot: Lot;
  label: string;
  drawer: Drawer;
  redeemedAtMs: number | null;
  /** When it was taken back, unused, with the sale that made it; null or absent otherwise. */
  voidedAtMs?: number | null;
  /** The member it was made for or given to; null or absent for whoever holds the paper. */
  walletId?: WalletId | null;
  /** The use of a limited coupon that was taken when it was given; null or absent for most, whose sale takes one. */
  useLot?: Lot | null;
}

/** A gift card as the ledger knows it: its class is null while only money of it was heard of, and of no load. */
export interface KnownGiftCard {
  tail: string | null;
  vat: VatClass | null;
  lots: HeldLot[];
}

/** A receipt that may be claimed, as the ledger knows it. Where its value lies is asked of its holder. */
export interface KnownClaim {
  claimId: ClaimId;
  saleId: string;
  /** Until the last day of this lot it can be claimed. */
  lot: Lot;
  total: Money;
  /** What it was opened with, piece by piece, each with the lot in which it will lie with the member. */
  value: readonly { unit: Unit; lot: Lot; amount: number }[];
  claimedBy: WalletId | null;
  claimedDay: Day | null;
  /** How much of it refunds took before, all units together, as far as was heard. */
  lessened: number;
}

/** A member's value in one drawer and lot. */
export interface HeldLot {
  unit: Unit;
  drawer: Drawer;
  lot: Lot;
  amount: number;
}

/** A till as its first fact names it. */
export interface KnownTill {
  writer: string;
  name: string;
  publicKey: string;
}

/** What a decision asks of who sent whom. */
export interface ReferralLookUp {
  /** Who sent a member, as somebody said first; null for nobody. */
  sentBy(walletId: WalletId): WalletId | null;
  /** How many a member sent in a month, whether or not they bought anything. */
  sentIn(walletId: WalletId, month: string): number;
  /** The members whose wallet begins with these hex digits, at most two; erased ones are nobody. */
  walletsStarting(start: string): readonly WalletId[];
  /** The wallet that a wallet counts as, after merges. */
  countsAs(walletId: WalletId): WalletId;
  /** Whether two members gave the same phone number or e-mail address: one household, as far as anybody can tell. */
  sameContact(one: WalletId, other: WalletId): boolean;
}

/** What a decision may ask the ledger. Synchronous reads of the moment; asking twice gives the same answer. */
export interface LookUp extends ReferralLookUp {
  card(cardId: CardId): KnownCard | undefined;
  voucher(voucherId: VoucherId): KnownVoucher | undefined;
  /** A gift card with what it holds, everywhere; without lots and class when nobody heard of it. */
  giftCard(giftCardId: GiftCardId): KnownGiftCard;
  /** A receipt that may be claimed, or was. */
  claim(claimId: ClaimId): KnownClaim | undefined;
  /** How many receipts a member claimed on a business day, under whatever wallet of theirs, as far as this till heard. */
  claimsOn(walletId: WalletId, day: Day): number;
  /** A member's lots with value in them, in no particular order. */
  lots(walletId: WalletId): HeldLot[];
  /** What a member owes, below zero, wherever it was booked. */
  debts(walletId: WalletId): HeldLot[];
  /** What is known of a member beside what they hold. */
  memberFacts(walletId: WalletId): MemberFacts;
  /** What anybody holds, in every drawer that this till heard of. */
  heldBy(holder: Holder): HeldLot[];
  /** How often a limited campaign may be used and was, as far as this till heard; 0 for one that nobody opened. */
  campaign(campaignId: string): { opened: number; used: number };
  /** The wallet that a member's value counts in now: another one, if two turned out to be one. */
  mainOf(walletId: WalletId): WalletId;
  /** What sales counted for a program in a period, whoever bought: at this till, or all that it heard of. */
  countedByAll(programId: string, period: string, where: 'till' | 'all'): readonly Counted[];
  programs(): ConfiguredProgram[];
  tills(): KnownTill[];
  /** What the risk is worth that this till took on a business day, in minor units: for one holder, and for everybody. */
  riskTaken(day: Day, holder: Holder): { holderMinor: number; tillMinor: number };
}

/** Everything a decision depends on, handed in: the same circumstances always decide the same. */
export interface Circumstances {
  /** This till's writer id: the drawer it may spend from. */
  till: Drawer;
  /** Whether it may spend, or only earn, or not even that. */
  state: TillState;
  /** Whether the centre answers. */
  online: boolean;
  /** Whether the centre could still be asked for value that lies elsewhere. Once it was, the owner's offline rules count. */
  mayAsk: boolean;
  settings: ShopSettings;
  time: BusinessTime;
  look: LookUp;
  /** Whether a wallet is that of whoever serves, or of their household; absent where nobody signs in. */
  servesOwn?(walletId: WalletId): boolean;
  machine: Pick<Machine, 'newId' | 'randomBytes' | 'sha256'>;
  verify: VerifySignature;
  /** Signs vouchers with this till's key. */
  signer: TokenSigner;
}
