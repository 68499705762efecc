import { Gift, Undo2 } from 'lucide-react';
import type { GiftCardView, VisitView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { formatDay } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { parseAmount, typedAmount } from '#shared/money/money.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useCounter } from '../../use-counter.ts';
import './gift-cards.css';
import './outcome.css';

type Selling = VisitView['giftCardSelling'];

/** The gift cards on the counter: what each holds, what it pays of this sale, and what may be put on it. */
export function GiftCardsPanel({
  giftCards,
  selling,
}: {
  giftCards: readonly GiftCardView[];
  selling: Selling;
}) {
  const { say, language } = useTexts();
  const view = useLive(useCounter().counter.offers);
  const due = view?.full && view.due.minor !== view.full.minor && formatMoney(view.due, language);
  return (
    <Panel
      title={say('gift-card.panel')}
      aside={due && <strong className="offers-due">{say('offers.due', { due })}</strong>}
    >
      <ul className="vouchers gift-cards">
        {giftCards.map((card, index) => (
          <GiftCard
            key={card.giftCardId}
            card={card}
            selling={selling}
            isLast={index === giftCards.length - 1}
            paidMinor={view?.giftCards.find((one) => one.giftCardId === card.giftCardId)?.paidMinor ?? 0}
          />
        ))}
      </ul>
    </Panel>
  );
}

function GiftCard({
  card,
  selling,
  isLast,
  paidMinor,
}: {
  card: GiftCardView;
  selling: Selling;
  isLast: boolean;
  paidMinor: number;
}) {
  const { say, language, currency } = useTexts();
  const { counter } = useCounter();
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  const name = say('gift-card.name', { tail: card.tail });
  return (
    <li data-empty={card.totalMinor === 0}>
      <Gift aria-hidden />
      <div>
        <p className="aside">{card.isNew ? say('gift-card.new') : name}</p>
        <p className="promise">{money(card.totalMinor)}</p>
        <State card={card} isSold={selling !== null} />
        {paidMinor > 0 && (
          <p className="gift-card-pays" data-tone="spend">
            {say('gift-card.pays', { amount: money(paidMinor) })}
          </p>
        )}
      </div>
      <div className="gift-card-keys">
        {selling && isLast && <Loading card={card} selling={selling} />}
        <Button
          aria-label={`${say('vouchers.put-back')}: ${name}`}
          onPress={() => void counter.giftCards.putBack(card.giftCardId)}
        >
          <Undo2 aria-hidden />
          {say('vouchers.put-back')}
        </Button>
      </div>
    </li>
  );
}

/** Until when it is good; or what to do with an empty one; or why it pays nothing here. */
function State({ card, isSold }: { card: GiftCardView; isSold: boolean }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { fault, isNew, hereMinor, totalMinor, expiryDay } = card;
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  if (isNew) return <p className="aside">{say('gift-card.new.hint')}</p>;
  if (fault?.code === 'GIFT_CARD_EMPTY' && isSold) return <p className="aside">{say('gift-card.empty')}</p>;
  if (fault)
    return (
      <p className="aside" data-tone="attention">
        {refusalSentence(fault, speech, currency)}
      </p>
    );
  const until = expiryDay
    ? say('voucher.validUntil', { day: formatDay(expiryDay, language) })
    : say('voucher.noEnd');
  return (
    <p className="aside">
      {hereMinor < totalMinor
        ? say('gift-card.holds-here', { here: money(hereMinor), amount: money(totalMinor) })
        : until}
    </p>
  );
}

/** The amounts that are sold, each with a key, and the key that loads what is typed. */
function Loading({ card, selling }: { card: GiftCardView; selling: NonNullable<Selling> }) {
  const { say, language, currency } = useTexts();
  const { counter } = useCounter();
  const text = useLive(counter.amountText);
  const typed = parseAmount(text, currency, Number.MAX_SAFE_INTEGER);
  const what = typed.ok
    ? say('gift-card.load-amount', { amount: formatMoney(typed.value, language) })
    : say('gift-card.load');
  return (
    <>
      {(card.isNew || card.totalMinor === 0) && (
        <div className="gift-card-amounts" role="group" aria-label={say('gift-card.amounts')}>
          {selling.amountsMinor.map((minor) => (
            <Button key={minor} onPress={() => counter.amountText.set(typedAmount({ minor, currency }))}>
              {formatMoney({ minor, currency }, language)}
            </Button>
          ))}
        </div>
      )}
      <Button
        look={card.isNew ? 'primary' : card.totalMinor > 0 ? 'quiet' : 'plain'}
        isDisabled={!typed.ok}
        onPress={() => void counter.giftCards.load(card.giftCardId)}
      >
        {what}
        <KeyCap>{card.isNew ? say('key.enter') : 'F4'}</KeyCap>
      </Button>
    </>
  );
}
