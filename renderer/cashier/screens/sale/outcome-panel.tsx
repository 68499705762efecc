import { Gift, HeartHandshake, Ticket } from 'lucide-react';
import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { numberFormat } from '#shared/base/intl-formats.ts';
import { formatDay } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { promiseOf } from '#shared/print/documents/voucher.document.ts';
import { reasonSentence, refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { valueWords } from '#shared/api/value-words.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { LoadedGiftCards } from './loaded-gift-cards.tsx';
import { OpenedClaim } from './opened-claim.tsx';
import { ReachedNow } from './badges.tsx';
import { Holdings } from './holdings.tsx';
import { IssuedVouchers } from './issued-vouchers.tsx';
import './outcome.css';

/** What came of the sale: what was earned and why, what was used, where the member stands now, and what was printed. */
export function OutcomePanel({ outcome }: { outcome: OutcomeView }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { awards, reductions, redeemed, giftCards, loaded, issued, short, heldBack, holdings } = outcome;
  const { reached, forOthers = [], keptBack = [] } = outcome;
  const numberOrMoney = (unit: string, amount: number): string =>
    kindOf(unit) === 'credit'
      ? formatMoney({ minor: amount, currency }, language)
      : numberFormat(language).format(amount);
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  return (
    <>
      <Panel title={say('outcome.panel')}>
        {awards.length === 0 && reached.length === 0 && (
          <p className="aside">
            {say(
              outcome.claim
                ? 'claim.outcome'
                : loaded.length > 0
                  ? 'outcome.gift-card-sold'
                  : 'outcome.nothing',
            )}
          </p>
        )}
        <ul className="awards">
          {awards.map(({ programId, unit, amount, reason }, index) => (
            <li key={`${programId} ${index}`}>
              <p className="award" data-tone="gain">
                {['credit', 'coupon'].includes(kindOf(unit))
                  ? `+${valueWords({ unit, amount }, speech, currency)}`
                  : say(`outcome.${kindOf(unit)}`, { count: amount, pointsOf: unit })}
              </p>
              <p className="aside">{reasonSentence(reason, speech, currency, unit)}</p>
            </li>
          ))}
        </ul>
        <ReachedNow reached={reached} />
        {short
          .filter(({ unit }) => exchanged.includes(kindOf(unit)))
          .map(({ unit, amount }) => (
            <p key={unit} className="aside" data-tone="attention">
              {say(`outcome.short.${kindOf(unit)}`, { count: amount, pointsOf: unit })}
            </p>
          ))}
        {heldBack && <Notice tone="attention" text={refusalSentence(heldBack, speech, currency)} />}
        {reductions.map(({ offMinor, reason, pointsOf }, index) => (
          <p key={index} className="redeemed" data-tone="spend">
            <Gift aria-hidden />
            {reasonSentence(reason, speech, currency, pointsOf)}: −
            {formatMoney({ minor: offMinor, currency }, language)}
          </p>
        ))}
        {keptBack.map(({ unit, kind, limit, got, of }, index) => (
          <p key={index} className="aside" data-tone="attention">
            {say(`outcome.kept-back.${kind}`, {
              got: numberOrMoney(unit, got),
              of: valueWords({ unit, amount: of }, speech, currency),
              limit: numberOrMoney(unit, limit),
            })}
          </p>
        ))}
        {forOthers.map(({ unit, amount, opensDay, reason }, index) => (
          <p key={index} className="redeemed" data-tone="gain">
            <HeartHandshake aria-hidden />
            {say('referral.for-sender', {
              amount: valueWords({ unit, amount }, speech, currency),
              day: formatDay(opensDay, language),
              why: reasonSentence(reason, speech, currency, unit),
            })}
          </p>
        ))}
        {giftCards.map(({ tail, paidMinor, leftMinor }) => (
          <p key={tail} className="redeemed" data-tone="spend">
            <Gift aria-hidden />
            {say('outcome.gift-card', { tail, amount: money(paidMinor), left: money(leftMinor) })}
          </p>
        ))}
        {redeemed.map((voucher) => (
          <p key={voucher.voucherId} className="redeemed" data-tone="spend">
            <Ticket aria-hidden />
            {say('outcome.redeemed', { promise: promiseOf(voucher, language) })}
          </p>
        ))}
      </Panel>
      {holdings.length > 0 && (
        <Panel title={say('outcome.holdings')}>
          <Holdings holdings={holdings} />
        </Panel>
      )}
      {outcome.claim && <OpenedClaim claim={outcome.claim} />}
      <LoadedGiftCards loaded={loaded} />
      <IssuedVouchers issued={issued} />
    </>
  );
}

/** What programs exchange, and may lie elsewhere. */
const exchanged = ['points', 'stamps'];

/** The kind of a unit: `points` of `points:base`. */
const kindOf = (unit: string): string => unit.slice(0, unit.indexOf(':'));
