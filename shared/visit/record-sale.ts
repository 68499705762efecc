import { assert } from '../base/assert.ts';
import type { Day } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf, type Lot, type Unit } from '../ledger/posting.ts';
import { parseAmount, type Money } from '../money/money.ts';
import type { Grant, Holding, SaleToJudge } from '../programs/program.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { encodeTokenBody, toDigits } from '../scan/voucher-token.ts';
import type { Circumstances, HeldLot } from './look-up.ts';
import { faultOf } from './present.ts';
import type { Refusal } from './refusal.ts';
import type { IssuedVoucher } from './sale-outcome.ts';
import { goodOn, takeSoonestExpiring } from './spend-lots.ts';
import type { Visit } from './visit.ts';

/** Decides a sale: the facts to write down in one transaction, `SaleRecorded` first. `saleId` is chosen by whoever asks. */
export function recordSale(
  visit: Visit,
  { saleId, amountText }: { saleId: string; amountText: string },
  here: Circumstances,
): Result<Fact[], Refusal> {
  if (!visit.member && visit.vouchers.length === 0) {
    return refuse(
      visit.newCard ? { code: 'NOT_ENROLLED', tail: visit.newCard.tail } : { code: 'NO_CUSTOMER' },
    );
  }
  const fault = counterFault(visit, here);
  if (fault) return refuse(fault);
  const amount = readTotal(visit, amountText, here);
  if (!amount.ok) return amount;
  const total = amount.value;
  const money = visit.vouchers.filter((voucher) => voucher.unit === `credit:${total.currency}`);
  const paid = money.reduce((sum, voucher) => sum + voucher.amount, 0);
  if (paid > total.minor)
    return refuse({ code: 'VOUCHERS_EXCEED_SALE', vouchersMinor: paid, totalMinor: total.minor });

  const facts: Fact[] = [saleFact(saleId, visit, total, paid), ...redemptions(saleId, visit)];
  if (visit.member) facts.push(...award(visit, visit.member.walletId, total, paid, saleId, here));
  return ok(facts);
}

/** What lies on the counter may have changed while it lay there: midnight passed, or another till blocked the card. */
function counterFault(visit: Visit, here: Circumstances): Refusal | undefined {
  const { member, vouchers } = visit;
  if (member && here.look.card(member.cardId)?.blocked) return { code: 'CARD_BLOCKED', tail: member.tail };
  for (const { voucherId } of vouchers) {
    const voucher = here.look.voucher(voucherId);
    const fault = voucher ? faultOf(voucher, here) : ({ code: 'VOUCHER_UNKNOWN' } as const);
    if (fault) return fault;
  }
  return undefined;
}

/** The amount as typed; nothing or zero is fine for somebody who only takes what a coupon gives. */
function readTotal(visit: Visit, amountText: string, here: Circumstances): Result<Money, Refusal> {
  const { currency, maxSaleMinor } = here.settings;
  const amount = parseAmount(amountText.trim() || '0', currency, maxSaleMinor);
  const onlyCoupons =
    visit.vouchers.length > 0 && visit.vouchers.every(({ unit }) => unit.startsWith('coupon:'));
  if (!amount.ok && amount.error.code === 'AMOUNT_ZERO' && onlyCoupons) return ok({ minor: 0, currency });
  if (!amount.ok && amountText.trim() === '') return refuse({ code: 'AMOUNT_NOT_A_NUMBER' });
  return amount;
}

function saleFact(saleId: string, visit: Visit, total: Money, paidWithVouchersMinor: number): Fact {
  const walletId = visit.member?.walletId ?? null;
  const items = Object.entries(visit.items).map(([item, quantity]) => ({ item, quantity }));
  return { type: 'SaleRecorded', body: { saleId, walletId, total, paidWithVouchersMinor, items } };
}

const redemptions = (saleId: string, visit: Visit): Fact[] =>
  visit.vouchers.map(({ voucherId, unit, amount, lot }) => ({
    type: 'VoucherRedeemed',
    body: { voucherId, unit, amount, lot, saleId },
  }));

interface Judged {
  configured: ConfiguredProgram;
  grant: Grant;
}

/** What the sale brings its member: every program is asked, and its grants are booked. */
function award(
  visit: Visit,
  walletId: string,
  total: Money,
  paid: number,
  saleId: string,
  here: Circumstances,
): Fact[] {
  const lots = here.look.lots(walletId);
  const sale = { total, baseMinor: total.minor - paid, items: visit.items };
  return book(judge(sale, lots, here), saleId, walletId, lots, here);
}

/** Asks every program of the shop, in the order of their ids. */
function judge(sale: SaleToJudge, lots: readonly HeldLot[], here: Circumstances): Judged[] {
  return here.look.programs().flatMap((configured) => {
    const { programId, program, setup } = configured;
    const holding = holdingOf(lots, program.unit(programId), here.till, here.time.day);
    const grants = program.evaluate({ programId, setup, sale, holding, time: here.time });
    return grants.map((grant) => ({ configured, grant }));
  });
}

/** What a member holds of a unit and may still use on `day`: in this till's drawer, and everywhere. */
export function holdingOf(lots: readonly HeldLot[], unit: Unit, till: string, day: Day): Holding {
  const good = goodOn(
    day,
    lots.filter((lot) => lot.unit === unit),
  ) as HeldLot[];
  const sum = (some: readonly HeldLot[]) => some.reduce((total, lot) => total + lot.amount, 0);
  return { total: sum(good), here: sum(good.filter((lot) => lot.drawer === till)) };
}

/** Grants become facts here and nowhere else. Exchanges spend from this till's drawer, what was just earned included. */
function book(
  judged: readonly Judged[],
  saleId: string,
  walletId: string,
  lots: readonly HeldLot[],
  here: Circumstances,
): Fact[] {
  const drawer = lots.filter((lot) => lot.drawer === here.till).map((lot) => ({ ...lot }));
  const facts: Fact[] = [];
  for (const { configured, grant } of judged) {
    const origin = {
      saleId,
      programId: configured.programId,
      revision: configured.revision,
      reason: grant.reason,
    };
    if (grant.kind === 'award') {
      const lot = lotOf(here.time.day, grant.expiryDay);
      const value = { unit: grant.unit, drawer: here.till, lot, amount: grant.amount };
      facts.push({ type: 'ValueAwarded', body: { walletId, ...value, ...origin } });
      addToDrawer(drawer, value);
    } else {
      const { unit, amount } = grant.spend;
      const taken = takeSoonestExpiring(
        goodOn(
          here.time.day,
          drawer.filter((lot) => lot.unit === unit),
        ),
        amount,
      );
      for (const { lot, amount: part } of taken)
        addToDrawer(drawer, { unit, drawer: here.till, lot, amount: -part });
      facts.push({
        type: 'ValueSpent',
        body: { walletId, unit, parts: taken, reservationId: null, ...origin },
      });
      const voucher = makeVoucher(grant, here);
      facts.push({ type: 'VoucherIssued', body: { ...voucher, walletId, ...origin } });
    }
  }
  return facts;
}

function addToDrawer(drawer: HeldLot[], change: HeldLot): void {
  const same = drawer.find((lot) => lot.unit === change.unit && lot.lot === change.lot);
  if (same) same.amount += change.amount;
  else drawer.push({ ...change });
}

function makeVoucher(grant: Extract<Grant, { kind: 'exchange' }>, here: Circumstances): IssuedVoucher {
  const { unit, amount, label, expiryDay } = grant.voucher;
  const voucherId = [...here.machine.randomBytes(8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const kind = unit.startsWith('credit:') ? 'credit' : 'coupon';
  const body = encodeTokenBody({ keyId: here.signer.keyId, voucherId, amount, kind, expiryDay });
  const lot: Lot = lotOf(here.time.day, expiryDay);
  assert(unit.startsWith('credit:') || unit.startsWith('coupon:'), 'a voucher holds money or a coupon');
  return {
    voucherId,
    unit,
    amount,
    lot,
    label,
    token: toDigits(body, here.signer.sign(body)),
    reason: grant.reason,
  };
}
