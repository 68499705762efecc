import { factOf } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import type { EventLine } from '#shared/sync/overview.ts';
import type { Tone } from '#renderer/ui/tone.ts';
import type { Speech } from '../../texts.ts';
import { spokenAmount } from '../../wording.ts';

/** An event in one line, and which of the meanings it has. */
export interface SpokenEvent {
  sentence: string;
  tone: Tone;
}

/** What an event says to the owner; also of events that this page is too old for, or that nobody can read. */
export function spokenEvent(event: EventLine, speech: Speech): SpokenEvent {
  const { say } = speech;
  try {
    const fact = factOf(event);
    return fact
      ? { sentence: factSentence(fact, speech), tone: toneOf(fact) }
      : { sentence: say('dashboard.event.unknown', { type: event.type }), tone: 'neutral' };
  } catch {
    return { sentence: say('dashboard.event.unreadable', { type: event.type }), tone: 'stop' };
  }
}

function factSentence(fact: Fact, speech: Speech): string {
  const { say, language } = speech;
  switch (fact.type) {
    case 'TillOpened':
      return say('dashboard.event.till-opened');
    case 'MemberEnrolled':
      return say('dashboard.event.member');
    case 'CardAttached':
      return say('dashboard.event.card', { tail: fact.body.tail });
    case 'CardBlocked':
      return say('dashboard.event.card-blocked');
    case 'ProgramConfigured':
      return say('dashboard.event.program', { program: fact.body.programId });
    case 'SaleRecorded': {
      const amount = formatMoney(fact.body.total, language);
      if (fact.body.giftCardsSoldMinor !== undefined)
        return say('dashboard.event.gift-card-sold', { amount });
      return fact.body.walletId === null
        ? say('dashboard.event.sale', { amount })
        : say('dashboard.event.sale-member', { amount });
    }
    case 'GiftCardLoaded': {
      const { tail, unit, amount } = fact.body;
      return say('dashboard.event.gift-card', { tail, amount: spokenAmount(unit, amount, speech) });
    }
    case 'GiftCardSpent':
    case 'GiftCardVoided': {
      const amount = spokenAmount(fact.body.unit, sumOf(fact.body.parts), speech);
      return fact.type === 'GiftCardSpent'
        ? say('dashboard.event.gift-card-paid', { amount })
        : say('dashboard.event.gift-card-emptied', { amount });
    }
    case 'ValueAwarded':
      return say('dashboard.event.awarded', {
        amount: spokenAmount(fact.body.unit, fact.body.amount, speech),
      });
    case 'ValueSpent': {
      const amount = sumOf(fact.body.parts);
      return say('dashboard.event.spent', { amount: spokenAmount(fact.body.unit, amount, speech) });
    }
    case 'VoucherIssued': {
      const { unit, amount, label } = fact.body;
      return say('dashboard.event.voucher', { worth: label || spokenAmount(unit, amount, speech) });
    }
    case 'VoucherRedeemed':
      return say('dashboard.event.voucher-used', {
        worth: spokenAmount(fact.body.unit, fact.body.amount, speech),
      });
    default:
      return say('dashboard.event.other', { type: fact.type });
  }
}

function toneOf({ type }: Fact): Tone {
  if (type === 'ValueAwarded') return 'gain';
  if (['ValueSpent', 'VoucherRedeemed', 'GiftCardSpent'].includes(type)) return 'spend';
  return type === 'CardBlocked' ? 'stop' : 'neutral';
}
