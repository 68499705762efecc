import { Check } from 'lucide-react';
import type { PursuitView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import './badges.css';

/** The challenges that run for this member, how far each is, and until when. */
export function Pursuits({ pursuits }: { pursuits: readonly PursuitView[] }) {
  const { say } = useTexts();
  if (pursuits.length === 0) return null;
  return (
    <ul className="pursuits" aria-label={say('pursuit.list')}>
      {pursuits.map((pursuit) => (
        <PursuitLine key={pursuit.programId} pursuit={pursuit} />
      ))}
    </ul>
  );
}

function PursuitLine({ pursuit: { title, have, need, of, untilDay, reached } }: { pursuit: PursuitView }) {
  const { say, language, currency } = useTexts();
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  const progress =
    of === 'spend'
      ? say('pursuit.spend', { have: money(have), need: money(need) })
      : say(`pursuit.${of}`, { have, count: need });
  const until = untilDay === null ? '' : say('standing.until', { day: formatDay(untilDay, language) });
  return (
    <li>
      <p>
        <strong>{title}</strong>
        {reached ? (
          <Chip tone="gain" icon={Check}>
            {say('pursuit.reached')}
          </Chip>
        ) : (
          <span className="aside">{[progress, until].filter(Boolean).join(' · ')}</span>
        )}
      </p>
      {!reached && <ProgressBar have={have} need={need} label={`${title}: ${progress}`} />}
    </li>
  );
}
