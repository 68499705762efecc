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
  card: string;
  walletId: string;
  pocket: Map<string, PocketVoucher>;
  /** Photographs of papers that were taken already: somebody always tries. */
  copies: PocketVoucher[];
  /** Takes the papers of a sale, and parts with those that were taken. `tokenOf` reads the code on a paper. */
  /** Parts with papers that became nothing, and gets others back. */
  broughtBack(voided: readonly { voucherId: string }[], restored: readonly { voucherId: string }[]): void;
  took(outcome: OutcomeView, tokenOf: (voucherId: string) => string | undefined): void;
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** The customer with this number: an empty pocket. */
export function createCustomer(number: number): Customer {
  const card = cardOf(number);
  const pocket = new Map<string, PocketVoucher>();
  const copies: PocketVoucher[] = [];
  return {
    card,
    walletId: walletIdOf(cardIdOf(card, sha256), sha256),
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
