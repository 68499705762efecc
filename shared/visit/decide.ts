import { assertNever } from '../base/assert.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Line } from '../basket/basket.ts';
import type { Fact } from '../ledger/events.ts';
import { provenBy, type IdentifiedBy } from '../members/identified-by.ts';
import type { WalletId } from '../members/wallet.ts';
import type { Scan } from '../scan/scan.ts';
import { presentClaim, takeClaim } from './claims.ts';
import { newGiftCard, presentGiftCard } from './gift-cards.ts';
import { loadGiftCard } from './gift-load.ts';
import { presentCode } from './coupons.ts';
import type { Circumstances } from './look-up.ts';
import { layVoucher, presentCard, presentVoucher } from './present.ts';
import { recordSale } from './record-sale.ts';
import { askReferrer, nameReferrer, referredFacts } from './refer.ts';
import type { Refusal } from './refusal.ts';
import { emptyVisit, type Visit } from './visit.ts';

/** What may happen at the counter. Amounts come as typed: understanding them is part of deciding. */
export type Command =
  | { type: 'Present'; scan: Scan }
  | { type: 'EnrolCard' }
  | { type: 'AskReferrer'; on: boolean }
  | { type: 'AttachCard'; walletId: WalletId }
  | { type: 'PresentMember'; walletId: WalletId; tail: string; by: IdentifiedBy }
  | { type: 'CountItem'; item: string; by: number }
  | { type: 'LayLines'; lines: readonly Line[] | null }
  | { type: 'ChooseOffer'; offerId: string; chosen: boolean; amountMinor: number | null }
  | { type: 'PutVoucherBack'; voucherId: string }
  | { type: 'NewGiftCard' }
  | { type: 'PutGiftCardBack'; giftCardId: string }
  | { type: 'LoadGiftCard'; saleId: string; giftCardId: string; amountText: string }
  | { type: 'PutClaimBack' }
  | { type: 'TakeClaim' }
  | { type: 'RecordSale'; saleId: string; amountText: string; claim?: boolean | undefined }
  | { type: 'Clear' };

/** A decision: the visit after it, and the facts to write down first. */
export interface Decision {
  visit: Visit;
  facts: Fact[];
}

/** The counter's one decision maker: pure, so it can be replayed. Facts must be on disk before anybody sees the new visit. */
export function decide(visit: Visit, command: Command, here: Circumstances): Result<Decision, Refusal> {
  const writes = ['AttachCard', 'EnrolCard', 'LoadGiftCard', 'RecordSale', 'TakeClaim'].includes(
    command.type,
  );
  if (writes && here.state === 'retired') return refuse({ code: 'RETIRED' });
  switch (command.type) {
    case 'Present':
      return present(visit, command.scan, here);
    case 'EnrolCard':
      return enrol(visit, here);
    case 'AskReferrer': {
      const asked = askReferrer(visit, command.on, here);
      return asked.ok ? unchanged(asked.value) : asked;
    }
    case 'AttachCard':
      return attach(visit, command.walletId);
    case 'PresentMember': {
      const { walletId, tail, by } = command;
      const member = { walletId, cardId: null, tail, by };
      return unchanged({ ...visit, newCard: null, referrer: null, asksReferrer: false, member });
    }
    case 'CountItem': {
      const quantity = Math.min(99, Math.max(0, (visit.items[command.item] ?? 0) + command.by));
      const { [command.item]: _, ...others } = visit.items;
      return unchanged({
        ...visit,
        items: quantity === 0 ? others : { ...others, [command.item]: quantity },
      });
    }
    case 'LayLines':
      return unchanged({ ...visit, lines: command.lines });
    case 'ChooseOffer': {
      const { offerId, chosen, amountMinor } = command;
      const others = visit.chosen.filter((one) => one.offerId !== offerId);
      return unchanged({ ...visit, chosen: chosen ? [...others, { offerId, amountMinor }] : others });
    }
    case 'PutVoucherBack':
      return unchanged({
        ...visit,
        vouchers: visit.vouchers.filter(({ voucherId }) => voucherId !== command.voucherId),
      });
    case 'NewGiftCard':
      return seen(newGiftCard(visit, here));
    case 'PutGiftCardBack':
      return unchanged({
        ...visit,
        giftCards: visit.giftCards.filter(({ giftCardId }) => giftCardId !== command.giftCardId),
      });
    case 'LoadGiftCard':
      return loadGiftCard(visit, command, here);
    case 'PutClaimBack':
      return unchanged({ ...visit, claim: null });
    case 'TakeClaim':
      return takeClaim(visit, here);
    case 'RecordSale': {
      const sale = recordSale(visit, command, here);
      return sale.ok ? ok({ visit: emptyVisit, facts: sale.value }) : sale;
    }
    case 'Clear':
      return unchanged(emptyVisit);
    default:
      return assertNever(command);
  }
}

const unchanged = (visit: Visit): Result<Decision, Refusal> => ok({ visit, facts: [] });

const seen = (shown: Result<Visit, Refusal>): Result<Decision, Refusal> =>
  shown.ok ? unchanged(shown.value) : shown;

function present(visit: Visit, scan: Scan, here: Circumstances): Result<Decision, Refusal> {
  switch (scan.kind) {
    case 'referral':
      return nameReferrer(visit, scan, here);
    case 'member-card':
      return visit.asksReferrer ? nameReferrer(visit, scan, here) : seen(presentCard(visit, scan, here));
    case 'voucher':
      return seen(presentVoucher(visit, scan, here));
    case 'gift-card':
      return seen(presentGiftCard(visit, scan, here));
    case 'claim':
      return seen(presentClaim(visit, scan, here));
    case 'voucher-number':
      return seen(layVoucher(visit, scan.voucherId, here));
    case 'article':
      return refuse({ code: scan.what === 'coupon' ? 'FOREIGN_COUPON' : 'ARTICLE_CODE' });
    // A sheet in use never comes here, but for a register's own program, where nobody sits before a screen.
    case 'action':
      return refuse({ code: 'ACTION_NOT_IN_USE' });
    case 'unreadable':
      return refuse(
        scan.reason === 'CHANGING_NUMBER'
          ? { code: 'CHIP_NUMBER_CHANGES' }
          : { code: 'CODE_UNREADABLE', reason: scan.reason },
      );
    case 'unknown':
      return seen(presentCode(visit, scan.readings, here));
    default:
      return assertNever(scan);
  }
}

function enrol(visit: Visit, here: Circumstances): Result<Decision, Refusal> {
  if (!visit.newCard) return refuse({ code: 'NO_NEW_CARD' });
  const { walletId } = visit.newCard;
  const attached = attach(visit, walletId);
  if (!attached.ok) return attached;
  const facts: Fact[] = [
    { type: 'MemberEnrolled', body: { walletId } },
    ...attached.value.facts,
    ...referredFacts(walletId, visit.referrer, here),
  ];
  return ok({ ...attached.value, facts });
}

/** From now on the new card on the counter opens this wallet: another one's, or that of a member who lost theirs. */
function attach(visit: Visit, walletId: WalletId): Result<Decision, Refusal> {
  if (!visit.newCard) return refuse({ code: 'NO_NEW_CARD' });
  const { cardId, tail, format } = visit.newCard;
  return ok({
    visit: {
      ...visit,
      newCard: null,
      referrer: null,
      asksReferrer: false,
      member: { walletId, cardId, tail, by: provenBy(format) },
    },
    facts: [{ type: 'CardAttached', body: { cardId, walletId, tail, format } }],
  });
}
