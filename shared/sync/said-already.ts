import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Fact } from '../ledger/events.ts';
import { campaignHolder, type Holder } from '../ledger/holder.ts';
import { giftCardHolder, voucherHolder, walletHolder } from '../members/wallet.ts';
import type { Told } from './two-histories.ts';

/** What may be less when a fact is said a second time: how much was there then. */
const lessened = new Set(['parts', 'debt', 'debts', 'uses']);

/**
 * Whether a deed of ours that names no sale, refund or grant stands in `heard`, what the centre's copy says where both histories part: a
 * till that starts over says it again with its moment, so the same moment, kind and contents are the same deed, as it was, lessened, or as
 * the risk that it became. Each of theirs answers for one of ours.
 */
export function saidAlready(heard: readonly Told[]): (told: Told) => boolean {
  const left = new Map<string, number>();
  for (const one of heard)
    for (const name of [nameOf(one), ...(one.fact.type === 'RiskTaken' ? [riskOf(one, one.fact.body)] : [])])
      left.set(name, (left.get(name) ?? 0) + 1);
  const take = (name: string): boolean => {
    const there = left.get(name) ?? 0;
    left.set(name, there - 1);
    return there > 0;
  };
  return (told) => take(nameOf(told)) || takenFrom(told.fact).some((taken) => take(riskOf(told, taken)));
}

const nameOf = ({ fact, time: { atMs, day } }: Told): string =>
  canonicalJson([
    atMs,
    day,
    fact.type,
    Object.fromEntries(
      Object.entries(fact.body).filter(
        ([name, value]) =>
          value !== undefined && !lessened.has(name) && !(fact.type === 'CampaignUsed' && name === 'lot'),
      ),
    ),
  ] as Json);

const riskOf = ({ time: { atMs, day } }: Told, { holder, unit }: { holder: Holder; unit: string }): string =>
  canonicalJson([atMs, day, holder, unit]);

/** Whose value a fact takes for a customer, so that it may have become a risk. */
function takenFrom({ type, body }: Fact): { holder: Holder; unit: string }[] {
  switch (type) {
    case 'ValueSpent':
      return [{ holder: walletHolder(body.walletId), unit: body.unit }];
    case 'GiftCardSpent':
    case 'GiftCardVoided':
      return [{ holder: giftCardHolder(body.giftCardId), unit: body.unit }];
    case 'VoucherRedeemed':
      return [{ holder: voucherHolder(body.voucherId), unit: body.unit }];
    case 'CampaignUsed':
      return [{ holder: campaignHolder(body.campaignId), unit: `uses:${body.campaignId}` }];
    default:
      return [];
  }
}
