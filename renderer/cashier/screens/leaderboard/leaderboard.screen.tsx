import { Trophy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LeaderboardView } from '#shared/api/leaderboard.api.ts';
import { locales } from '#shared/base/language.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import './leaderboard.css';

/** Who of those that take part came most often in a month, by the names they chose. */
function LeaderboardScreen() {
  const { say, language } = useTexts();
  const [back, look] = useState('0');
  const view = useBoard(Number(back));
  const title = view && monthName(view.month, locales[language]);
  return (
    <Panel title={title ?? ''}>
      <p className="aside">{say('leaderboard.hint')}</p>
      <Choice
        label={say('leaderboard.month')}
        value={back}
        options={[
          ['0', say('leaderboard.this-month')],
          ['1', say('leaderboard.last-month')],
        ]}
        onChange={look}
      />
      {view?.rows.length === 0 && <Notice tone="neutral" text={say('leaderboard.nobody')} />}
      {view && view.of > view.rows.length && (
        <p className="aside">{say('leaderboard.first-of', { shown: view.rows.length, of: view.of })}</p>
      )}
      <ol className="leaderboard" aria-label={say('leaderboard.title')}>
        {view?.rows.map(({ place, nickname, visits, here }, index) => (
          <li key={index} data-here={here || undefined}>
            <span className="leaderboard-place">{place}</span>
            <strong>{nickname}</strong>
            <span className="aside">
              {say('member.visits', { count: visits })}
              {here && ` · ${say('leaderboard.here')}`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** `November 2026`, of any month whatever the zone. */
const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T12:00:00Z`),
  );

/** Asked anew whenever the counter changed: somebody may have come once more. */
function useBoard(back: number): LeaderboardView | undefined {
  const { till } = useCounter();
  const state = useLive(till.state);
  const news = useLive(till.news);
  const here = useLive(till.visit)?.member?.walletId ?? null;
  const [view, setView] = useState<LeaderboardView>();
  useEffect(() => {
    let current = true;
    // Away: asked again when the connection is back.
    till.call('leaderboard.month', { back, here }).then(
      (answer) => current && setView(answer),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [till, state, news, here, back]);
  return view;
}

export const leaderboard: Screen = {
  name: 'leaderboard',
  place: 'manage',
  title: 'leaderboard.title',
  about: 'leaderboard.about',
  icon: Trophy,
  isOffered: () => true,
  Body: LeaderboardScreen,
};
