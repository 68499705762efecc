import { Check, Gift, Plus } from 'lucide-react';
import type { OffersView, OfferView } from '#shared/api/checkout.api.ts';
import { offerSentence, reasonSentence } from '#shared/api/sentences.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { offerAt } from '../../counter/watch-offers.ts';
import { useCounter } from '../../use-counter.ts';
import './offers.css';

/** What the customer may have off this sale: what is used first, then what helps most, then what is not possible and why. */
export function OffersPanel() {
  const { say, language } = useTexts();
  const view = useLive(useCounter().counter.offers);
  // Credit that nobody has is no offer.
  const shown = view?.offers.filter((offer) => !isEmpty(offer)) ?? [];
  if (!view || shown.length === 0) return null;
  const reduced = view.full !== null && view.due.minor !== view.full.minor;
  return (
    <Panel
      title={say('offers.panel')}
      aside={
        reduced && (
          <strong className="offers-due">
            {say('offers.due', { due: formatMoney(view.due, language) })}
          </strong>
        )
      }
    >
      <ul className="offers">
        {shown.map((offer) => (
          <Offer key={offer.offerId} offer={offer} view={view} />
        ))}
      </ul>
      <EarnBase view={view} />
    </Panel>
  );
}

const isEmpty = ({ offerId, state, because }: OfferView): boolean =>
  offerId === 'credit' && state === 'not-now' && because?.['have'] === 0;

function Offer({ offer, view }: { offer: OfferView; view: OffersView }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { counter } = useCounter();
  const { offerId, state, fixed, offMinor, because } = offer;
  const title = reasonSentence(offer.title, speech, currency, offer.cost?.unit);
  const off = offMinor > 0 ? `−${formatMoney({ minor: offMinor, currency }, language)}` : '';
  const used = state === 'used';
  const key = keyOf(view, offer);
  return (
    <li data-state={state}>
      {used ? <Check aria-hidden /> : <Gift aria-hidden />}
      <div>
        <p className="offer-title">{title}</p>
        {because && <p className="aside">{offerSentence(because, speech, currency)}</p>}
      </div>
      <span className="offer-off" data-tone={used ? 'spend' : undefined}>
        {off}
      </span>
      {fixed || state === 'not-now' ? null : (
        <Button aria-pressed={used} onPress={() => void counter.choose(offerId, !used)}>
          {used ? null : <Plus aria-hidden />}
          {say(used ? 'offers.put-back' : 'offers.use')}
          {key !== undefined && <KeyCap>{`Alt ${key}`}</KeyCap>}
          <span className="spoken">{`: ${title} ${off}`}</span>
        </Button>
      )}
    </li>
  );
}

/** Alt and a digit for the first nine. */
function keyOf(view: OffersView, offer: OfferView): number | undefined {
  const keys = Array.from({ length: 9 }, (_, index) => index);
  const found = keys.find((index) => offerAt(view, index)?.offerId === offer.offerId);
  return found === undefined ? undefined : found + 1;
}

/** What of the sale earns, when it is not all of it. */
function EarnBase({ view }: { view: OffersView }) {
  const { say, language, currency } = useTexts();
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  const total = view.earnBase.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  const counted = view.earnBase.reduce((sum, { countedMinor }) => sum + countedMinor, 0);
  if (counted === total) return null;
  return <p className="aside">{say('offers.earn-base', { counted: money(counted), total: money(total) })}</p>;
}
