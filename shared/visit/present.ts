import { ok, refuse, type Result } from '../base/result.ts';
import { suspenseOf, transitTo, type Drawer } from '../ledger/drawer.ts';
import { provenBy } from '../members/identified-by.ts';
import { lotExpiry, lotOpening } from '../ledger/posting.ts';
import { cardIdOf, voucherHolder, walletIdOf, type VoucherId } from '../members/wallet.ts';
import type { Scan } from '../scan/scan.ts';
import { couponWindow } from './coupons.ts';
import { tillName } from './till-name.ts';
import type { Circumstances, KnownVoucher } from './look-up.ts';
import type { Refusal } from './refusal.ts';
import { isOff, mayRisk, riskBudget, voucherWorth, type RiskBudget, type Wanted } from './risk.ts';
import type { Visit } from './visit.ts';

/** A card was shown: its member is at the counter now, whoever was there before. A card never seen may be enrolled. */
export function presentCard(
  visit: Visit,
  scan: Extract<Scan, { kind: 'member-card' }>,
  here: Circumstances,
): Result<Visit, Refusal> {
  const cardId = cardIdOf(scan.code, here.machine.sha256);
  const tail = scan.code.slice(-4);
  const card = here.look.card(cardId);
  if (card?.blocked) return refuse({ code: 'CARD_BLOCKED', tail });
  // Who sent the one before did not send this one.
  const free = { ...visit, referrer: null, asksReferrer: false };
  if (card?.walletId)
    return ok({
      ...free,
      newCard: null,
      member: { walletId: card.walletId, cardId, tail, by: provenBy(scan.format) },
    });
  const newCard = { cardId, tail, format: scan.format, walletId: walletIdOf(cardId, here.machine.sha256) };
  return ok({ ...free, member: null, newCard });
}

/** A voucher was shown: if it is genuine and still good in this till's drawer, it waits on the counter for the sale. */
export function presentVoucher(
  visit: Visit,
  scan: Extract<Scan, { kind: 'voucher' }>,
  here: Circumstances,
): Result<Visit, Refusal> {
  const { voucherId } = scan.token;
  if (issuersOf(scan, here).length === 0) return refuse({ code: 'VOUCHER_UNKNOWN' });
  if (!isGenuine(scan, here)) return refuse({ code: 'VOUCHER_FORGED' });
  return layVoucher(visit, voucherId, here);
}

/** A voucher's number was shown, which nobody signed: it counts for a voucher that is known here, and for no other. */
export function layVoucher(visit: Visit, voucherId: VoucherId, here: Circumstances): Result<Visit, Refusal> {
  const voucher = here.look.voucher(voucherId);
  if (!voucher) return refuse({ code: 'VOUCHER_UNKNOWN' });
  if (visit.vouchers.some((shown) => shown.voucherId === voucherId))
    return refuse({ code: 'VOUCHER_ALREADY_PRESENTED' });
  const fault = faultOf(voucher, here, budgetBeside(visit, here));
  if (fault) return refuse(fault);
  const { unit, amount, lot, label } = voucher;
  return ok({ ...visit, vouchers: [...visit.vouchers, { voucherId, unit, amount, lot, label }] });
}

type VoucherScan = Pick<Extract<Scan, { kind: 'voucher' }>, 'token' | 'signed'>;

/** The tills of ours whose key it names. */
export const issuersOf = ({ token }: VoucherScan, here: Circumstances) =>
  here.look.tills().filter((till) => till.publicKey.startsWith(token.keyId));

/** Whether one of our tills signed it. */
export const isGenuine = (scan: VoucherScan, here: Circumstances): boolean =>
  issuersOf(scan, here).some((till) =>
    here.verify(fromHex(till.publicKey), scan.signed.body, scan.signed.signature),
  );

/** What may still be risked beside the vouchers that lie on the counter already. */
function budgetBeside(visit: Visit, here: Circumstances): RiskBudget {
  const budget = riskBudget(here);
  for (const { voucherId } of visit.vouchers) {
    const voucher = here.look.voucher(voucherId);
    if (voucher && voucher.drawer !== here.till) budget.take(riskOf(voucher, '', here));
  }
  return budget;
}

/** Taking a voucher that does not lie here, as a risk. */
export const riskOf = (
  { voucherId, unit, amount }: KnownVoucher,
  saleId: string,
  here: Circumstances,
): Wanted => ({
  holder: voucherHolder(voucherId),
  unit,
  amount,
  worthMinor: voucherWorth(unit, amount, here),
  saleId,
});

/** Why a voucher cannot be redeemed at this till now, or undefined when it can. Asked when it is shown, and again at the sale. */
export function faultOf(voucher: KnownVoucher, here: Circumstances, budget: RiskBudget): Refusal | undefined {
  const { voucherId, redeemedAtMs, unit, amount, drawer, lot } = voucher;
  if (redeemedAtMs !== null) return { code: 'VOUCHER_SPENT', redeemedAtMs };
  if (voucher.voidedAtMs) return { code: 'VOUCHER_VOIDED', voidedAtMs: voucher.voidedAtMs };
  const expiryDay = lotExpiry(lot);
  if (expiryDay !== null && here.time.day > expiryDay) return { code: 'VOUCHER_EXPIRED', expiryDay };
  const opensDay = lotOpening(lot);
  if (here.time.day < opensDay) return { code: 'VOUCHER_NOT_YET', opensDay };
  const { currency } = here.settings;
  if (unit.startsWith('credit:') && unit !== `credit:${currency}`) {
    return { code: 'VOUCHER_OTHER_CURRENCY', shopCurrency: currency };
  }
  const window = unit.startsWith('coupon:') ? couponWindow(unit, here) : null;
  if (window) return window;
  if (here.state === 'restricted') return { code: 'RESTRICTED' };
  if (isOff(unit, here)) return { code: 'NOT_WHILE_OFFLINE' };
  if (drawer === here.till) return undefined;
  if (drawer.startsWith(suspenseOf(''))) return { code: 'VOUCHER_SUSPENDED' };
  if (!mayRisk(unit, here)) return whereItLies(drawer, here);
  const leftMinor = budget.leftMinor(voucherHolder(voucherId), unit);
  return voucherWorth(unit, amount, here) > leftMinor ? { code: 'VOUCHER_OVER_LIMIT', leftMinor } : undefined;
}

/** What a voucher that lies in somebody else's drawer is refused with. */
export function whereItLies(drawer: Drawer, here: Circumstances): Refusal {
  const till = here.look.tills().find(({ writer }) => writer === drawer || transitTo(writer) === drawer);
  return till
    ? { code: 'VOUCHER_ELSEWHERE', tillName: tillName(till.writer, here.look.tills()) }
    : { code: 'VOUCHER_AT_CENTRE' };
}

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
