import type { z } from 'zod';
import type { Result } from '#shared/base/result.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { HeldLot } from '#shared/visit/look-up.ts';
import type { ReversalWanted } from '#shared/visit/reverse-case.ts';
import type { ReversalRefusal } from '#shared/visit/reverse-refusal.ts';
import type { Reversal } from '#shared/visit/reverse-sale.ts';
import { given, type Counter } from '#test/support/given.ts';
import { reverseAt } from '#test/support/reverse-at.ts';

/** What a golden case is played at: a counter with a ledger under it. */
export interface GoldenTill {
  counter: Counter;
  /** Takes a sale back and writes it down. */
  takeBack(
    wanted: Pick<ReversalWanted, 'saleId'> & Partial<ReversalWanted>,
  ): Result<Reversal, ReversalRefusal>;
  /** What lies with a holder, empty lots left out. */
  held(holder: string): readonly HeldLot[];
  /** Unlike that of any other till, for ids that the case gives itself. */
  name: string;
}

/** Opens a till with these facts in its ledger. */
export type OpenGoldenTill = (facts: readonly Fact[], settings: z.input<typeof ShopSettings>) => GoldenTill;

/** The ledger as a list in memory, folded anew for every question. */
export const tillInMemory: OpenGoldenTill = (facts, settings) => {
  const counter = given(facts, settings);
  return {
    counter,
    takeBack: (wanted) => reverseAt(counter, wanted),
    held: counter.look.heldBy,
    name: 'memory',
  };
};
