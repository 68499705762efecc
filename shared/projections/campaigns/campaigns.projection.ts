import { holderKind } from '../../ledger/holder.ts';
import { sumOf } from '../../ledger/posting.ts';
import type { Projection, Row } from '../projection.ts';

/** Every limited campaign: how often it may be used, and how often it was. What is given back may be used again. */
export const campaigns: Projection = {
  name: 'campaigns',
  version: 4,
  forTills: true,
  table: {
    name: 'campaigns',
    key: { campaign_id: 'text' },
    columns: {
      opened: { type: 'integer', merge: 'sum' },
      used: { type: 'integer', merge: 'sum' },
    },
  },
  rowsOf(fact): Row[] {
    switch (fact.type) {
      case 'CampaignOpened':
        return [{ campaign_id: fact.body.campaignId, opened: fact.body.limit }];
      case 'CampaignUsed':
        return [{ campaign_id: fact.body.campaignId, used: fact.body.uses }];
      case 'PlaceGivenUp':
        return fact.body.useLot === null ? [] : [{ campaign_id: fact.body.programId, used: -1 }];
      case 'VoucherVoided':
        return fact.body.use ? [{ campaign_id: fact.body.use.campaignId, used: -1 }] : [];
      case 'RiskTaken': {
        const { holder, amount } = fact.body;
        if (holderKind(holder) !== 'campaign') return [];
        return [{ campaign_id: holder.slice('campaign:'.length), used: amount }];
      }
      case 'ValueGivenBack': {
        const { holder, parts } = fact.body;
        if (holderKind(holder) !== 'campaign') return [];
        return [{ campaign_id: holder.slice('campaign:'.length), used: -sumOf(parts) }];
      }
      default:
        return [];
    }
  },
};
