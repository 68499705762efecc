import type { CommandAnswer, OutcomeView } from '#shared/api/checkout.api.ts';
import { assert } from '#shared/base/assert.ts';
import { giftCardIdOf } from '#shared/members/wallet.ts';
import type { VisitPlan } from '../schedule/schedule.ts';
import { startMs } from '../schedule/schedule-start.ts';
import type { ToldSale } from '../truth/effects.ts';
import { must } from '../truth/failure.ts';
import { sha256, type Customer } from './customer.ts';
import { patiently } from './patiently.ts';
import { recordOf } from './sale-record.ts';
import { campaignCode, giftCodeOf } from './shop.ts';
import type { TillBox, TillLife } from './till-box.ts';

/** What became of a visit. `refusals` are the codes that the cashier saw on the way. */
export interface Served {
  told: Told | null;
  /** The load of a gift card that came before, whatever became of the rest. */
  loaded: Told | null;
  refusals: string[];
}

type Told = Omit<ToldSale, 'online'> & { papers: Papers };

/** Under which ids the sale and the load before it are asked for. */
export interface Asked {
  saleId: string;
  loadId: string;
  /** The card of whoever sent the customer. */
  sentBy: string | null;
}

/** What can be read on the papers that came out: the code of each voucher. */
export type Papers = ReadonlyMap<string, string>;

/**
 * A cashier serves one customer, and does not give up before the till has said what became of the sale: after a power cut the same
 * sale is asked for again, by the same id. `wait` lets the world's time pass.
 */
export async function serve(
  box: TillBox,
  customer: Customer,
  plan: VisitPlan,
  { saleId, loadId, sentBy }: Asked,
  wait: (ms: number) => Promise<void>,
): Promise<Served> {
  const refusals: string[] = [];
  let loaded: Told | null = null;
  const tell = (life: TillLife, id: string, outcome: OutcomeView, card: number | null): Told => ({
    ...{ saleId: id, box: box.name, atMs: plan.atMs, outcome, papers: papersOf(life) },
    ...recordOf(life.store, id, customer.walletId),
    giftCardId: card === null ? null : giftIdOf(card),
  });
  const told = await patiently(box, wait, async (life) => {
    const { load } = plan;
    if (load && !loaded) {
      const outcome = await loadCard(life, load, loadId, refusals);
      loaded = outcome && tell(life, loadId, outcome, load.card);
    }
    const outcome = await sell(life, customer, plan, { saleId, sentBy }, refusals);
    if (outcome && plan.asksTwice) await askAgain(life, customer, plan, outcome);
    // Whoever was refused takes along what they laid down.
    if (!outcome) await life.patient.clear();
    return outcome && tell(life, saleId, outcome, plan.bare ? null : plan.paysWith);
  });
  return { told, loaded, refusals };
}

/** The screen did not hear the answer, and the customer still stands there: the same sale is confirmed once more. */
async function askAgain(
  { patient }: TillLife,
  customer: Customer,
  plan: VisitPlan,
  { saleId, awards }: OutcomeView,
): Promise<void> {
  if (!plan.bare) await patient.scanned({ deviceId: 'scanner', text: customer.card });
  const said = (all: OutcomeView['awards']): string =>
    all.map(({ programId, unit, amount }) => `${programId} ${amount} ${unit}`).join(', ');
  const again = await patient.confirm(saleId, amountOf(plan), 'printed');
  await patient.clear();
  must(
    again.ok && again.outcome?.saleId === saleId && said(again.outcome.awards) === said(awards),
    'asked-twice-is-once',
    () =>
      `${saleId} was confirmed once more, and the till said ${again.ok ? 'something else' : again.refusal.code}`,
  );
}

const amountOf = ({ amountMinor }: VisitPlan): string => (amountMinor / 100).toFixed(2);

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
  life: TillLife,
  customer: Customer,
  plan: VisitPlan,
  { saleId, sentBy }: Pick<Asked, 'saleId' | 'sentBy'>,
  refusals: string[],
): Promise<OutcomeView | null> {
  const amountText = amountOf(plan);
  const { checkout, patient, store } = life;
  const say = (answer: CommandAnswer): boolean => {
    if (!answer.ok) refusals.push(answer.refusal.code);
    return answer.ok;
  };
  // Asked for before, and written down: the answer is there at once.
  const before = store.look.placeOfSale(saleId) !== undefined ? checkout.confirm(saleId, amountText) : null;
  if (before?.ok) return before.outcome;
  const scan = async (text: string) => say(await patient.scanned({ deviceId: 'scanner', text }));
  await patient.clear();
  if (plan.bare) {
    const answer = await patient.confirm(saleId, amountText, 'printed');
    return say(answer) && answer.ok ? answer.outcome : null;
  }
  if (!(await scan(customer.card))) return null;
  if (!checkout.view().member && !say(await enrol(life, customer, sentBy))) return null;
  if (plan.coffees > 0) say(await patient.count('coffee', plan.coffees));
  if (plan.laysVouchers) await layVouchers(customer, plan, scan);
  if (plan.paysWith !== null) await scan(giftCodeOf(plan.paysWith));
  if (plan.saysCode) await scan(campaignCode);
  const answer = await patient.confirm(saleId, amountText);
  if (!say(answer) || !answer.ok) return null;
  assert(answer.outcome, 'a confirmed sale has an outcome');
  return answer.outcome;
}

/** Makes a member of whoever shows a new card, with a name, and with who sent them if that may be said. */
export async function enrol(
  { checkout, patient, store }: TillLife,
  { number }: Pick<Customer, 'number'>,
  sentBy: string | null,
): Promise<CommandAnswer> {
  if (sentBy !== null && (await patient.inTurn(() => checkout.askReferrer(true))).ok) {
    const named = await patient.scanned({ deviceId: 'scanner', text: sentBy });
    if (!named.ok) await patient.inTurn(() => checkout.askReferrer(false));
  }
  const said = { by: store.writer, nowMs: startMs };
  return patient.inTurn(() =>
    checkout.enrol((walletId) => store.profiles.change(walletId, { name: nameOf(number) }, said)),
  );
}

/** What people call the customer with this number. */
export const nameOf = (number: number): string => `Anna Customer ${number}`;

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

export const papersOf = ({ store }: TillLife): Papers =>
  new Map(store.look.latestVouchers(25).map(({ voucherId, token }) => [voucherId, token]));
