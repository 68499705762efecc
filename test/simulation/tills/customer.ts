import { hash } from 'node:crypto';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { cardOf } from './shop.ts';

/** A paper in somebody's pocket. */
export interface PocketVoucher {
  voucherId: string;
  unit: string;
  amount: number;
  /** The 208 digits of its code. */
  token: string;
}

/** Somebody who comes to the shops: a card, and a pocket full of vouchers. */
export interface Customer {
  readonly number: number;
  /** The card in their pocket, and how many they lost. */
  card: string;
  lost: number;
  /** The wallet that their first card opens. */
  walletId: string;
  /** Places that they took and memberships that they bought, by the vouchers and the sales they are. */
  places: Set<string>;
  memberships: Set<string>;
  /** Every wallet that a card of theirs may have opened. */
  wallets: Set<string>;
  /** Gets another card. */
  takesCard(): string;
  pocket: Map<string, PocketVoucher>;
  /** Photographs of papers that were taken already: somebody always tries. */
  copies: PocketVoucher[];
  /** Parts with papers that became nothing, and gets others back. */
  broughtBack(voided: readonly { voucherId: string }[], restored: readonly { voucherId: string }[]): void;
  /** Takes the papers of a sale, and parts with those that were taken. `tokenOf` reads the code on a paper. */
  took(outcome: OutcomeView, tokenOf: (voucherId: string) => string | undefined): void;
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** The customer with this number: an empty pocket. */
export function createCustomer(number: number): Customer {
  const card = cardOf(number);
  const walletOf = (code: string): string => walletIdOf(cardIdOf(code, sha256), sha256);
  const walletId = walletOf(card);
  const pocket = new Map<string, PocketVoucher>();
  const copies: PocketVoucher[] = [];
  const wallets = new Set([walletId]);
  return {
    number,
    card,
    lost: 0,
    walletId,
    wallets,
    places: new Set(),
    memberships: new Set(),
    takesCard() {
      this.lost += 1;
      this.card = cardOf(number, this.lost);
      wallets.add(walletOf(this.card));
      return this.card;
    },
    pocket,
    copies,
    broughtBack(voided, restored) {
      for (const { voucherId } of voided) pocket.delete(voucherId);
      for (const { voucherId } of restored) {
        const paper = copies.find((copy) => copy.voucherId === voucherId);
        if (paper) pocket.set(voucherId, paper);
      }
    },
    took(outcome, tokenOf) {
      for (const { voucherId } of outcome.redeemed) {
        const paper = pocket.get(voucherId);
        if (paper) copies.push(paper);
        pocket.delete(voucherId);
      }
      for (const { voucherId, unit, amount } of outcome.issued) {
        const token = tokenOf(voucherId);
        if (token) pocket.set(voucherId, { voucherId, unit, amount, token });
      }
    },
  };
}
