import type { CommandAnswer, OutcomeView } from '#shared/api/checkout.api.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { assert } from '#shared/base/assert.ts';
import { giftCardIdOf } from '#shared/members/wallet.ts';
import type { VisitPlan } from '../schedule/schedule.ts';
import type { ToldSale } from '../truth/effects.ts';
import { PowerCut } from '../world/disk.ts';
import { sha256, type Customer } from './customer.ts';
import { campaignCode, giftCodeOf } from './shop.ts';
import type { TillBox, TillLife } from './till-box.ts';

/** What became of a visit. `refusals` are the codes that the cashier saw on the way. */
export interface Served {
  told: Told | null;
  /** The load of a gift card that came before, whatever became of the rest. */
  loaded: Told | null;
  refusals: string[];
}

type Told = Omit<ToldSale, 'walletId' | 'online'> & { papers: Papers };

/** Under which ids the sale and the load before it are asked for. */
export interface Asked {
  saleId: string;
  loadId: string;
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
  { saleId, loadId }: Asked,
  wait: (ms: number) => Promise<void>,
): Promise<Served> {
  const refusals: string[] = [];
  let loaded: Told | null = null;
  const tell = (id: string, outcome: OutcomeView, card: number | null, papers: Papers): Told => ({
    ...{ saleId: id, box: box.name, atMs: plan.atMs, outcome, papers },
    giftCardId: card === null ? null : giftIdOf(card),
  });
  for (let attempt = 0; attempt < patience; attempt += 1) {
    if (!box.start()) {
      await wait(120_000);
      continue;
    }
    try {
      const sold = await box.guard(async (life) => {
        const { load } = plan;
        if (load && !loaded) {
          const outcome = await loadCard(life, load, loadId, refusals);
          loaded = outcome && tell(loadId, outcome, load.card, new Map());
        }
        const outcome = await sell(life, customer, plan, saleId, refusals);
        // Whoever was refused takes along what they laid down.
        if (!outcome) await life.patient.clear();
        return outcome && tell(saleId, outcome, plan.paysWith, papersOf(life));
      });
      return { told: sold, loaded, refusals };
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof PowerCut)) throw error;
      await wait(60_000);
    }
  }
  return { told: null, loaded, refusals };
}

export const giftIdOf = (card: number): string => giftCardIdOf(giftCodeOf(card), sha256);

/** Puts money on a gift card. Null when the counter refused. */
async function loadCard(
  { patient }: TillLife,
  { card, amountMinor }: NonNullable<VisitPlan['load']>,
  loadId: string,
  refusals: string[],
): Promise<OutcomeView | null> {
  await patient.clear();
  const shown = await patient.scanned({ deviceId: 'scanner', text: giftCodeOf(card) });
  const answer = shown.ok
    ? await patient.loadGiftCard(loadId, giftIdOf(card), (amountMinor / 100).toFixed(2))
    : shown;
  if (!answer.ok) refusals.push(answer.refusal.code);
  return answer.ok ? answer.outcome : null;
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
  if (plan.paysWith !== null) await scan(giftCodeOf(plan.paysWith));
  if (plan.saysCode) await scan(campaignCode);
  const answer = await patient.confirm(saleId, amountText);
  if (!say(answer) || !answer.ok) return null;
  assert(answer.outcome, 'a confirmed sale has an outcome');
  return answer.outcome;
}

/** As many money vouchers as the sale is worth, and every coupon; perhaps photographs of used ones as well. */
async function layVouchers(
  customer: Customer,
  { amountMinor, saysCode, laysCopies }: VisitPlan,
  scan: (text: string) => Promise<boolean>,
): Promise<void> {
  const papersOfCustomer = [...customer.pocket.values(), ...(laysCopies ? customer.copies.slice(-4) : [])];
  let left = saysCode ? Math.floor(amountMinor * 0.9) : amountMinor;
  for (const { unit, amount, token } of papersOfCustomer) {
    const worth = unit.startsWith('credit:') ? amount : 0;
    if (worth <= left && (await scan(token))) left -= worth;
  }
}

const papersOf = ({ store }: TillLife): Papers =>
  new Map(store.look.latestVouchers(25).map(({ voucherId, token }) => [voucherId, token]));
