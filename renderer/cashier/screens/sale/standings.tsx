import { Crown } from 'lucide-react';
import type { StandingView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Chip } from '../../../ui/chip.tsx';
import './customer.css';

/** The member's tier, how long it is theirs, and what is missing to the next one. */
export function Standings({ standings }: { standings: readonly StandingView[] }) {
  const { say, language, currency } = useTexts();
  const missing = ({ have, need, of }: NonNullable<StandingView['next']>): string => {
    const rest = Math.max(0, need - have);
    return of === 'spend'
      ? formatMoney({ minor: rest, currency }, language)
      : say(`standing.missing.${of}`, { count: rest });
  };
  return standings.map(({ programId, tier, untilDay, next }) => (
    <p key={programId} className="standing">
      {tier && (
        <Chip tone="gain" icon={Crown}>
          {tier}
        </Chip>
      )}
      <span className="aside">
        {[
          tier && untilDay && say('standing.until', { day: formatDay(untilDay, language) }),
          next && say('standing.next', { missing: missing(next), tier: next.tier }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  ));
}
