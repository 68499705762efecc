import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import type { Missing } from '#shared/visit/missing.ts';
import type { Checkout } from './checkout.ts';

/** Asks the centre for value; resolves with what is still short, rejects when nobody answers before `signal`. */
export type AskCentre = (missing: readonly Missing[], signal: AbortSignal) => Promise<unknown>;

export interface PatientOptions {
  checkout: Checkout;
  ask: AskCentre;
  /** A signal that fires when a customer has waited long enough. */
  patience(): AbortSignal;
}

/** The counter for whoever can wait: what lies elsewhere is asked for once before a step is decided, if the centre answers. */
export type PatientCheckout = {
  [
    Command in
      | 'enrol'
      | 'count'
      | 'choose'
      | 'putBack'
      | 'makeGiftCard'
      | 'putGiftCardBack'
      | 'loadGiftCard'
      | 'takeClaim'
      | 'putClaimBack'
      | 'clear'
      | 'scanned'
      | 'confirm'
  ]: (...said: Parameters<Checkout[Command]>) => Promise<CommandAnswer>;
} & {
  /** Whatever else changes who stands at the counter, after the steps before it. */
  inTurn<T>(step: () => T): Promise<T>;
  /** When every step that was asked for is done, those too that came meanwhile: what lies on the counter then is what is decided about. */
  settled(): Promise<void>;
};

/**
 * Puts the asking in front of a counter. Steps stay in order: one that waits holds back those after it, except that clearing the
 * counter ends the waiting, and the step is decided with what lies here.
 */
export function createPatientCheckout({ checkout, ask, patience }: PatientOptions): PatientCheckout {
  let last: Promise<unknown> = Promise.resolve();
  let giveUp = new AbortController();
  let prefetch: Promise<unknown> | undefined;

  const inOrder = <T>(step: () => T | Promise<T>): Promise<T> => {
    const answer = last.then(step, step);
    last = answer.catch(() => undefined);
    return answer;
  };
  /** Whether the centre was asked and what it had is here; when nobody answers in time, the same rules count. */
  const fetch = async (missing: () => Missing[]): Promise<boolean> => {
    if (missing().length === 0) return false;
    giveUp = new AbortController();
    const signal = AbortSignal.any([giveUp.signal, patience()]);
    checkout.asking(true);
    try {
      // What was asked for when the card was shown may be all that it takes.
      await until(prefetch, signal);
      const still = missing();
      if (still.length > 0 && !signal.aborted) await until(ask(still, signal), signal);
    } finally {
      checkout.asking(false);
    }
    return true;
  };
  const decide = async (missing: () => Missing[], step: () => CommandAnswer): Promise<CommandAnswer> =>
    (await fetch(missing)) ? checkout.asked(step) : step();
  const prefetchForMember = (): void => {
    const missing = checkout.lyingElsewhere();
    if (missing.length === 0) return;
    prefetch = ask(missing, patience()).catch(() => undefined);
  };

  return {
    async settled() {
      for (let before: unknown; before !== last;) {
        before = last;
        await last;
        // Whoever waits for the step before hands on the next only now.
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
    },
    enrol: () => inOrder(() => checkout.enrol()),
    inTurn: (step) =>
      inOrder(() => {
        const done = step();
        prefetchForMember();
        return done;
      }),
    count: (item, by) => inOrder(() => checkout.count(item, by)),
    choose: (offerId, chosen, amountText) => inOrder(() => checkout.choose(offerId, chosen, amountText)),
    putBack: (voucherId) => inOrder(() => checkout.putBack(voucherId)),
    makeGiftCard: () => inOrder(() => checkout.makeGiftCard()),
    putGiftCardBack: (giftCardId) => inOrder(() => checkout.putGiftCardBack(giftCardId)),
    loadGiftCard: (saleId, giftCardId, amountText) =>
      inOrder(() => checkout.loadGiftCard(saleId, giftCardId, amountText)),
    takeClaim: () => inOrder(() => checkout.takeClaim()),
    putClaimBack: () => inOrder(() => checkout.putClaimBack()),
    clear() {
      giveUp.abort();
      return inOrder(() => checkout.clear());
    },
    scanned: (scan: RawScan) =>
      inOrder(async () => {
        const answer = await decide(
          () => checkout.missingFor({ scan }),
          () => checkout.scanned(scan),
        );
        if (answer.ok) prefetchForMember();
        return answer;
      }),
    confirm: (saleId, amountText, claim) =>
      inOrder(() =>
        decide(
          () => checkout.missingFor({ amountText }),
          () => checkout.confirm(saleId, amountText, claim),
        ),
      ),
  };
}

/** Waits for the work to end, well or not, or for the signal. */
async function until(work: Promise<unknown> | undefined, signal: AbortSignal): Promise<void> {
  if (!work || signal.aborted) return;
  const enough = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => enough.resolve(), { once: true });
  await Promise.race([work.catch(() => undefined), enough.promise]);
}
