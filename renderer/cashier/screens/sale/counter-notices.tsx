import { RefreshCw, X } from 'lucide-react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { useLive, usePart } from '../../../client/live.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { takenBackSentence } from '../../counter/why-no-total.ts';
import { onlyCoupons, shownOutcome } from '../../counter/counter.ts';
import { useCounter } from '../../use-counter.ts';

/** The line under the amount: what stands in the way, else what was just refused or recognised, else what to do next. */
export function CounterNotices() {
  const { say } = useTexts();
  const { till, counter } = useCounter();
  const state = useLive(till.state);
  const status = useLive(till.status);
  const selling = useLive(counter.selling);
  const visit = useLive(till.visit);
  if (selling === 'in-doubt') return <Notice tone="attention" text={say('sale.asking-again')} />;
  if (state !== 'open')
    return (
      <Notice tone="attention" text={`${say('connection.reconnecting')} ${say('connection.keeps')}`}>
        <RefreshCw aria-hidden data-turning />
      </Notice>
    );
  if (visit?.notice.kind === 'asking')
    return (
      <Notice tone="attention" text={say('sale.asking-others')}>
        <RefreshCw aria-hidden data-turning />
      </Notice>
    );
  if (status && status.ledger !== 'ok') return <Notice tone="stop" text={say(`ledger.${status.ledger}`)} />;
  if (status?.standing === 'retired') return <Notice tone="stop" text={say('standing.retired')} />;
  return <LastWord />;
}

function LastWord() {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till, counter } = useCounter();
  const notice = useLive(counter.notice);
  const visit = useLive(till.visit);
  const seen = useLive(counter.seen);
  const untyped = usePart(counter.amountText, (text) => text === '');
  const status = useLive(till.status);
  const takenBack = usePart(till.capture, (view) => view?.takenBack);
  const offline = status?.link === 'offline';
  const close = (
    <Button look="quiet" onPress={() => counter.dismissNotices()} aria-label={say('app.close')}>
      <X aria-hidden />
    </Button>
  );
  if (notice?.kind === 'failed')
    return (
      <Notice tone="stop" text={say(`error.${notice.code}`)}>
        {close}
      </Notice>
    );
  const scanned = visit && visit.serial > seen.serial ? visit.notice : undefined;
  const refusal = notice?.refusal ?? (scanned?.kind === 'refused' ? scanned.refusal : undefined);
  if (refusal)
    return (
      <Notice tone="stop" text={refusalSentence(refusal, speech, currency)}>
        {close}
      </Notice>
    );
  if (takenBack && untyped)
    return (
      <Notice tone="attention" text={takenBackSentence(takenBack, speech)}>
        {close}
      </Notice>
    );
  if (scanned?.kind === 'recognised' && untyped) {
    const word = say(`notice.${scanned.what}`);
    return scanned.what === 'new-card' ? (
      <Notice tone="attention" text={word} />
    ) : (
      <Notice tone="gain" text={visit?.newCard ? word : `${word} ${say(hintFor(visit, untyped))}`} />
    );
  }
  if (shownOutcome(visit, seen.saleId) && untyped) return <Notice tone="gain" text={say('sale.ready')} />;
  if (status?.clock === 'doubted' && untyped && !visit?.member)
    return <Notice tone="attention" text={say('clock.doubted')} />;
  if (status?.standing === 'restricted' && untyped && !visit?.member)
    return <Notice tone="attention" text={say('standing.restricted')} />;
  if (offline && untyped && !visit?.member)
    return <Notice tone="neutral" text={say('link.offline.meaning')} />;
  return <Notice tone="neutral" text={say(hintFor(visit, untyped))} />;
}

/** What is still missing for a sale. */
function hintFor(visit: VisitView | undefined, untyped: boolean): string {
  if (visit?.claim && untyped) return visit.member ? 'claim.hint.take' : 'claim.hint.card';
  const giftCards = visit?.giftCards ?? [];
  if (giftCards.some(({ isNew }) => isNew)) return 'gift-card.new.hint';
  if (giftCards.length > 0 && giftCards.every(({ totalMinor }) => totalMinor === 0)) return 'gift-card.empty';
  const someone =
    visit?.member || (visit?.coupons ?? 0) > 0 || (visit?.vouchers.length ?? 0) > 0 || giftCards.length > 0;
  if (untyped && giftCards.some(({ hereMinor }) => hereMinor > 0)) return 'sale.hint.gift-card';
  if (untyped && onlyCoupons(visit)) return 'sale.hint.coupon';
  if (someone) return untyped ? 'sale.hint.amount' : 'sale.hint.confirm';
  if (untyped) return 'sale.hint';
  return visit?.claimOffer === 'every-sale' && !visit.newCard ? 'claim.hint.always' : 'sale.hint.card';
}
