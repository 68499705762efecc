import { ok, refuse, type Result } from '../base/result.ts';
import { lotExpiry } from '../ledger/posting.ts';
import { cardIdOf, walletIdOf } from '../members/wallet.ts';
import type { Scan } from '../scan/scan.ts';
import type { Circumstances, KnownVoucher } from './look-up.ts';
import type { Refusal } from './refusal.ts';
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
  if (card?.walletId)
    return ok({ ...visit, newCard: null, member: { walletId: card.walletId, cardId, tail } });
  const newCard = { cardId, tail, format: scan.format, walletId: walletIdOf(cardId, here.machine.sha256) };
  return ok({ ...visit, member: null, newCard });
}

/** A voucher was shown: if it is genuine and still good in this till's drawer, it waits on the counter for the sale. */
export function presentVoucher(
  visit: Visit,
  scan: Extract<Scan, { kind: 'voucher' }>,
  here: Circumstances,
): Result<Visit, Refusal> {
  const { voucherId, keyId } = scan.token;
  const issuers = here.look.tills().filter((till) => till.publicKey.startsWith(keyId));
  if (issuers.length === 0) return refuse({ code: 'VOUCHER_UNKNOWN' });
  const { body, signature } = scan.signed;
  if (!issuers.some((till) => here.verify(fromHex(till.publicKey), body, signature)))
    return refuse({ code: 'VOUCHER_FORGED' });
  const voucher = here.look.voucher(voucherId);
  if (!voucher) return refuse({ code: 'VOUCHER_UNKNOWN' });
  const fault = faultOf(voucher, here);
  if (fault) return refuse(fault);
  if (visit.vouchers.some((shown) => shown.voucherId === voucherId))
    return refuse({ code: 'VOUCHER_ALREADY_PRESENTED' });
  const { unit, amount, lot, label } = voucher;
  return ok({ ...visit, vouchers: [...visit.vouchers, { voucherId, unit, amount, lot, label }] });
}

/** Why a voucher cannot be redeemed at this till now, or undefined when it can. Asked when it is shown, and again at the sale. */
export function faultOf(voucher: KnownVoucher, here: Circumstances): Refusal | undefined {
  const { redeemedAtMs, unit, drawer, lot } = voucher;
  if (redeemedAtMs !== null) return { code: 'VOUCHER_SPENT', redeemedAtMs };
  const expiryDay = lotExpiry(lot);
  if (expiryDay !== null && here.time.day > expiryDay) return { code: 'VOUCHER_EXPIRED', expiryDay };
  if (drawer !== here.till) {
    const tillName = here.look.tills().find((till) => till.writer === drawer)?.name ?? drawer;
    return { code: 'VOUCHER_ELSEWHERE', tillName };
  }
  const { currency } = here.settings;
  if (unit.startsWith('credit:') && unit !== `credit:${currency}`) {
    return { code: 'VOUCHER_OTHER_CURRENCY', shopCurrency: currency };
  }
  return undefined;
}

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
