import type { Say } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import type { MemberLine, Overview } from '#shared/sync/overview.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { useSpeech } from '../../texts.ts';

/** A member as far as the centre knows one: by the end of a card. */
export const memberName = ({ card, walletId }: MemberLine, say: Say): string =>
  card === null
    ? say('dashboard.members.wallet', { tail: walletId.slice(0, 6) })
    : say('dashboard.members.card', { tail: card });

/** Who bought most. What they spent is said only where all sales are in one currency: the sum of two means nothing. */
export function BestMembers({ overview: { members, totals } }: { overview: Overview }) {
  const { say, language } = useSpeech();
  const currency = totals.length === 1 ? totals[0]?.currency : undefined;
  return (
    <Panel title={say('dashboard.members.best')}>
      {members.top.length === 0 && <p className="nothing">{say('dashboard.members.none')}</p>}
      <ol className="best">
        {members.top.map((member) => (
          <li key={member.walletId}>
            <span>{memberName(member, say)}</span>{' '}
            <small>{say('dashboard.members.visits', { count: member.visits })}</small>{' '}
            {currency !== undefined && <b>{formatMoney({ minor: member.spentMinor, currency }, language)}</b>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
