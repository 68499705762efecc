import type { HoldingView } from '#shared/api/checkout.api.ts';
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
  const { say, language } = useTexts();
  const { type, total, here, have, need } = holding;
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const missing = Math.max(0, need - have);
  const progress = say('holding.progress', { have, need });
  const label = `${say(`holding.${type}`, { count: total })}: ${progress}`;
  const asStamps = type === 'stamps' && need <= mostStamps;
  return (
    <li>
      <p className="holding-amount" data-size={type === 'stamps' ? 'small' : 'large'}>
        <strong>{number(total)}</strong> {wordOnly(say(`holding.${type}`, { count: total }), number(total))}
        <span className="aside">{say('holding.to-next', { missing })}</span>
      </p>
      {asStamps ? (
        <StampRow have={Math.min(have, need)} need={need} label={label} />
      ) : (
        <ProgressBar have={have} need={need} label={label} />
      )}
      {here < total && (
        <p className="here">{say('member.here', { amount: say(`holding.${type}`, { count: here }) })}</p>
      )}
    </li>
  );
}

/** `1,240 points` without its number, which stands beside it in bigger letters. */
const wordOnly = (phrase: string, number: string): string => phrase.replace(number, '').trim();
