import type { HoldingView } from '#shared/api/checkout.api.ts';
import { numberFormat } from '#shared/base/intl-formats.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { StampRow } from '../../../ui/stamp-row.tsx';
import './customer.css';

/** A stamp card of more places than this is easier to read as a bar. */
const mostStamps = 14;

/** What a member holds, program by program, and how far the next reward is. */
export function Holdings({ holdings }: { holdings: readonly HoldingView[] }) {
  return (
    <ul className="holdings">
      {holdings.map((holding) => (
        <Holding key={holding.programId} holding={holding} />
      ))}
    </ul>
  );
}

function Holding({ holding }: { holding: HoldingView }) {
  const { say } = useTexts();
  if (holding.unit.startsWith('credit:')) return <Credit holding={holding} />;
  if (holding.type === 'referral') return <Credit holding={holding} />;
  const { type, unit, total, here, have, need } = holding;
  const label = `${say(`holding.${type}`, { count: total, pointsOf: unit })}: ${say('holding.progress', { have, need })}`;
  const asStamps = type === 'stamps' && need <= mostStamps;
  return (
    <li>
      <Amount holding={holding} />
      {asStamps ? (
        <StampRow have={Math.min(have, need)} need={need} label={label} />
      ) : (
        <ProgressBar have={have} need={need} label={label} />
      )}
      {here < total && (
        <p className="here">
          {say('member.here', { amount: say(`holding.${type}`, { count: here, pointsOf: unit }) })}
        </p>
      )}
    </li>
  );
}

function Amount({ holding: { type, unit, total, have, need } }: { holding: HoldingView }) {
  const { say, language } = useTexts();
  const number = numberFormat(language).format(total);
  const missing = Math.max(0, need - have);
  return (
    <p className="holding-amount" data-size={type === 'stamps' ? 'small' : 'large'}>
      <strong>{number}</strong> {wordOnly(say(`holding.${type}`, { count: total, pointsOf: unit }), number)}
      <span className="aside">{say('holding.to-next', { missing })}</span>
    </p>
  );
}

/** Store credit is money: it is on the way to nothing, and pays when it is wanted. A voucher that waits to be printed looks alike. */
function Credit({ holding: { total, here, unit, type } }: { holding: HoldingView }) {
  const { say, language, currency } = useTexts();
  const isWaiting = type === 'referral';
  const money = (minor: number) =>
    formatMoney({ minor, currency: isWaiting ? currency : unit.slice('credit:'.length) }, language);
  if (total === 0) return null;
  return (
    <li>
      <p className="holding-amount" data-size="large">
        <strong>{money(total)}</strong> {say(isWaiting ? 'holding.referral' : 'holding.credit')}
      </p>
      {here < total && <p className="here">{say('member.here', { amount: money(here) })}</p>}
    </li>
  );
}

/** `1,240 points` without its number, which stands beside it in bigger letters. */
const wordOnly = (phrase: string, number: string): string => phrase.replace(number, '').trim();
