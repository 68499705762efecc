import { campaignHolder } from '#shared/ledger/holder.ts';
import { cardIdOf, walletHolder } from '#shared/members/wallet.ts';
import type { DeedPlan } from '../schedule/deed.ts';
import { sha256, type Customer } from '../tills/customer.ts';
import { doDeed, type DeedTold } from '../tills/deeds.ts';
import { tastingId } from '../tills/shop.ts';
import type { TillBox } from '../tills/till-box.ts';
import type { ToldSale } from '../truth/effects.ts';
import type { Truth } from '../truth/truth.ts';
import type { StoryLine } from './story-line.ts';

/** What people do at tills besides buying and bringing back, and what the world remembers of it. */
export interface Doings {
  /** A sale was told: its receipt is in somebody's hand. */
  sold(sale: ToldSale): void;
  happen(box: TillBox, plan: DeedPlan, ids: { commandId: string; saleId: string }): Promise<void>;
}

/** Nobody did anything yet. */
export function createDoings(world: {
  truth: Truth;
  line: StoryLine;
  customers: readonly Customer[];
  sentBy(customer: Customer): string | null;
  refused(code: string): void;
  wait(ms: number): Promise<void>;
}): Doings {
  const { truth, line, customers } = world;
  const receipts = new Map<string, { claimId: string; digits: string }>();
  const expect = (commandId: string, { kind }: DeedPlan, customer: Customer, other: Customer): void => {
    // What is written down and told to nobody yet may be had elsewhere already.
    for (const walletId of truth.alike(customer.walletId))
      truth.asks(commandId, walletHolder(walletId), kind === 'claim' ? 1_000 : 10);
    if (kind === 'give-up') truth.asks(commandId, campaignHolder(tastingId), 1);
    if (kind === 'merge') truth.alike(customer.walletId, other.walletId);
    if (kind === 'replace') {
      customer.takesCard();
      for (const walletId of customer.wallets) truth.alike(customer.walletId, walletId);
    }
  };
  const remember = (box: TillBox, customer: Customer, told: DeedTold, atMs: number): void => {
    truth.heardOf(told, box.name);
    if (told.kind === 'book') customer.places.add(told.voucherId);
    if (told.kind === 'give-up') customer.places.delete(told.voucherId);
    if (told.kind === 'join') customer.memberships.add(told.membershipId);
    if (told.kind !== 'let-in') return;
    const { papers, kind: _, ...sale } = told;
    truth.told({ ...sale, saleId: sale.outcome.saleId, box: box.name, giftCardId: null, atMs, online: true });
    for (const { voucherId } of sale.outcome.redeemed) customer.places.delete(voucherId);
    customer.took(sale.outcome, (id) => papers.get(id));
  };
  return {
    sold({ saleId, claimId, outcome: { claim } }) {
      if (claimId && claim) receipts.set(saleId, { claimId, digits: claim.digits });
    },
    async happen(box, plan, { commandId, saleId }) {
      const [customer, other] = [customers[plan.customer], customers[plan.other]];
      if (!customer || !other) return;
      // Whoever has no other card than a blocked one, and only they, gets a new one.
      if (plan.kind === 'replace' && !truth.isBlocked(cardIdOf(customer.card, sha256))) return;
      if (plan.kind === 'merge' && customer === other) return;
      expect(commandId, plan, customer, other);
      const receipt = receipts.get(saleId) ?? null;
      const sentBy = world.sentBy(customer);
      const wanted = { ...plan, commandId, customer, other, sentBy, receipt };
      const done = await doDeed(box, wanted, world.wait);
      truth.answered(commandId);
      if (!done) return;
      if ('refusal' in done) {
        world.refused(done.refusal);
        line.tell(`${box.name} refused customer ${plan.customer} to ${plan.kind}: ${done.refusal}`);
        return;
      }
      line.tell(`${box.name} did for customer ${plan.customer}: ${plan.kind}`);
      remember(box, customer, done, plan.afterMs);
    },
  };
}
