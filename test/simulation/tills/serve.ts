import type { CommandAnswer, OutcomeView } from '#shared/api/checkout.api.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { assert } from '#shared/base/assert.ts';
import type { VisitPlan } from '../schedule/schedule.ts';
import type { ToldSale } from '../truth/truth.ts';
import { PowerCut } from '../world/disk.ts';
import type { Customer } from './customer.ts';
import type { TillBox, TillLife } from './till-box.ts';

/** What became of a visit. `refusals` are the codes that the cashier saw on the way. */
export interface Served {
  told: (Omit<ToldSale, 'walletId' | 'online'> & { papers: Papers }) | null;
  refusals: string[];
}

/** What can be read on the papers that came out: the code of each voucher. */
export type Papers = ReadonlyMap<string, string>;

const patience = 60;

/**
 * A cashier serves one customer, and does not give up before the till has said what became of the sale: after a power cut the same
 * sale is asked for again, by the same id. `wait` lets the world's time pass.
 */
export async function serve(
  box: TillBox,
  customer: Customer,
  plan: VisitPlan,
  saleId: string,
  wait: (ms: number) => Promise<void>,
): Promise<Served> {
  const refusals: string[] = [];
  for (let attempt = 0; attempt < patience; attempt += 1) {
    if (!box.start()) {
      await wait(120_000);
      continue;
    }
    try {
      const sold = await box.guard(async (life) => {
        const outcome = await sell(life, customer, plan, saleId, refusals);
        return outcome && { outcome, papers: papersOf(life) };
      });
      return {
        told: sold && { saleId, box: box.name, atMs: plan.atMs, ...sold },
        refusals,
      };
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof PowerCut)) throw error;
      await wait(60_000);
    }
  }
  return { told: null, refusals };
}

/** From the card to the confirmed sale. Null when the counter refused, whatever was tried. */
async function sell(
  { checkout, patient, store }: TillLife,
  customer: Customer,
  plan: VisitPlan,
  saleId: string,
  refusals: string[],
): Promise<OutcomeView | null> {
  const amountText = (plan.amountMinor / 100).toFixed(2);
  const say = (answer: CommandAnswer): boolean => {
    if (!answer.ok) refusals.push(answer.refusal.code);
    return answer.ok;
  };
  // Asked for before, and written down: the answer is there at once.
  const before = store.look.placeOfSale(saleId) !== undefined ? checkout.confirm(saleId, amountText) : null;
  if (before?.ok) return before.outcome;
  const scan = async (text: string) => say(await patient.scanned({ deviceId: 'scanner', text }));
  await patient.clear();
  if (!(await scan(customer.card))) return null;
  if (!checkout.view().member && !say(await patient.enrol())) return null;
  if (plan.coffees > 0) say(await patient.count('coffee', plan.coffees));
  if (plan.laysVouchers) await layVouchers(customer, plan, scan);
  const answer = await patient.confirm(saleId, amountText);
  if (!say(answer) || !answer.ok) return null;
  assert(answer.outcome, 'a confirmed sale has an outcome');
  return answer.outcome;
}

/** As many money vouchers as the sale is worth, and every coupon; perhaps photographs of used ones as well. */
async function layVouchers(
  customer: Customer,
  { amountMinor, laysCopies }: VisitPlan,
  scan: (text: string) => Promise<boolean>,
): Promise<void> {
  const papersOfCustomer = [...customer.pocket.values(), ...(laysCopies ? customer.copies.slice(-4) : [])];
  let left = amountMinor;
  for (const { unit, amount, token } of papersOfCustomer) {
    const worth = unit.startsWith('credit:') ? amount : 0;
    if (worth <= left && (await scan(token))) left -= worth;
  }
}

const papersOf = ({ store }: TillLife): Papers =>
  new Map(store.look.latestVouchers(25).map(({ voucherId, token }) => [voucherId, token]));
