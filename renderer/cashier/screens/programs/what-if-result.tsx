import { useState } from 'react';
import type { WhatIfMember, WhatIfSums } from '#shared/api/what-if.api.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Hit } from '../../members/find-panel.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { WhatIfMonths } from './what-if-months.tsx';

type Pair = WhatIfSums['cost'];

/** What it would have come to: a sentence, figures beside how it was, months, programs, members, and how far to believe it. */
export function WhatIfResult({ sums }: { sums: WhatIfSums }) {
  const { say, money, language } = useTexts();
  if (sums.sales === 0) return <Notice tone="neutral" text={say('what-if.no-sales')} />;
  const count = (value: number) => new Intl.NumberFormat(language).format(value);
  const programs = sums.programs.filter(({ times }) => times.before > 0 || times.after > 0);
  return (
    <div className="what-if">
      <p className="what-if-sentence" role="status">
        {sentenceOf(sums, say, money)}
      </p>
      <dl className="what-if-figures">
        <Figure label={say('what-if.cost')} pair={sums.cost} show={money} />
        <Figure label={say('what-if.members')} pair={sums.members} show={count} />
        <Figure label={say('what-if.redemptions')} pair={sums.redemptions} show={count} />
      </dl>
      <WhatIfMonths months={sums.months} />
      <table className="what-if-programs">
        <caption>{say('what-if.programs')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('what-if.program')}</th>
            <th scope="col">{say('what-if.awards')}</th>
            <th scope="col">{say('what-if.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {programs.map(({ programId, times, cost }) => (
            <tr key={programId}>
              <th scope="row">{programId}</th>
              <td>{change(times, count)}</td>
              <td>{change(cost, money)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Members />
      <details className="setup-more">
        <summary>{say('what-if.limits')}</summary>
        <p className="aside">
          {say('what-if.truth', { same: count(sums.same), asked: count(sums.asked) })}
          {sums.checkedOf > 1 && ` ${say('what-if.truth-some', { every: sums.checkedOf })}`}
          {sums.otherwise > 0 && ` ${say('what-if.otherwise', { count: sums.otherwise })}`}
        </p>
        <ul className="aside">
          {sums.limits.map((limit) => (
            <li key={limit}>{say(`what-if.limit.${limit}`)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** Before and after, or one of them where nothing changes. */
const change = ({ before, after }: Pair, show: (value: number) => string): string =>
  before === after ? show(before) : `${show(before)} → ${show(after)}`;

function Figure({ label, pair, show }: { label: string; pair: Pair; show: (value: number) => string }) {
  const { say } = useTexts();
  return (
    <div>
      <dt>{label}</dt>
      <dd>{show(pair.after)}</dd>
      <dd className="aside">{say('what-if.before', { value: show(pair.before) })}</dd>
    </div>
  );
}

/** "This rule would have cost 412.30 more and reached 38 more members." */
function sentenceOf(
  { cost, members }: WhatIfSums,
  say: (key: string, params?: Record<string, string | number>) => string,
  money: (minor: number) => string,
): string {
  const dearer = cost.after - cost.before;
  const more = members.after - members.before;
  const amount = money(Math.abs(dearer));
  const costs =
    dearer === 0 ? say('what-if.same-cost') : say(`what-if.${dearer > 0 ? 'more' : 'less'}-cost`, { amount });
  if (more === 0) return `${costs} ${say('what-if.same-members')}`;
  return `${costs} ${say(`what-if.${more > 0 ? 'more' : 'fewer'}-members`, { count: Math.abs(more) })}`;
}

/** The members for whom it would have made most difference, asked for when somebody wants to see them, and may. */
function Members() {
  const { say } = useTexts();
  const { till } = useCounter();
  const grades = useLive(till.access)?.who?.grades;
  const [shown, show] = useState<{ gains: WhatIfMember[]; losses: WhatIfMember[] }>();
  const { attempt, busy, failed } = useAttempt();
  if (grades?.['list-members'] === 'refused') return null;
  if (!shown)
    return (
      <div className="setup-actions">
        {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
        <Button
          look="quiet"
          isDisabled={busy}
          onPress={() => void attempt(async () => show(await till.call('what-if.members', {})))}
        >
          {say('what-if.who')}
        </Button>
      </div>
    );
  return (
    <div className="what-if-members">
      <MemberList title={say('what-if.gains')} members={shown.gains} />
      <MemberList title={say('what-if.losses')} members={shown.losses} />
    </div>
  );
}

function MemberList({ title, members }: { title: string; members: readonly WhatIfMember[] }) {
  const { say, money } = useTexts();
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {members.length === 0 && <p className="aside">{say('what-if.nobody')}</p>}
      <ol>
        {members.map(({ member, beforeMinor, afterMinor }) => (
          <li key={member.walletId}>
            <Hit hit={member} />
            <span>{change({ before: beforeMinor, after: afterMinor }, money)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
