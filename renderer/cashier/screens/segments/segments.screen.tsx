import { ChartPie } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SegmentsView, SegmentSumView } from '#shared/api/segments.api.ts';
import { formatDay, locales } from '#shared/base/language.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { SegmentChip } from '../../members/segment-badge.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { SegmentMembers } from './segment-members.tsx';
import './segments.css';

/** How the shop's members differ: how many of which kind, what they are worth to it, and who they are. */
function SegmentsScreen() {
  const texts = useTexts();
  const { say, language } = texts;
  const view = useSegments();
  const [chosen, choose] = useState<string>();
  const sum = view?.sums.find(({ segment }) => segment === chosen);
  if (sum) return <SegmentMembers sum={sum} onBack={() => choose(undefined)} />;
  return (
    <div className="segments">
      <Panel
        title={say('segments.title')}
        aside={
          view?.lookedDay && (
            <span className="aside">
              {say('segments.looked', { day: formatDay(view.lookedDay, language) })}
            </span>
          )
        }
      >
        <p className="aside">{say('segments.hint')}</p>
        {view?.looking && <Notice tone="neutral" text={say('segments.looking')} />}
        {view && !view.looking && view.lookedDay === null && (
          <Notice tone="neutral" text={say('segments.never')} />
        )}
        {view?.lookedDay && !view.compared && (
          <Notice tone="neutral" text={say('segments.few', { fewest: view.fewestCompared })} />
        )}
        <ul className="segment-list">
          {view?.sums.map((one) => (
            <li key={one.segment}>
              <SegmentRow sum={one} all={view.sums} onOpen={() => choose(one.segment)} />
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** One segment: how many, and their share of what all members spent. */
function SegmentRow({
  sum,
  all,
  onOpen,
}: {
  sum: SegmentSumView;
  all: SegmentsView['sums'];
  onOpen(): void;
}) {
  const { say, money, language } = useTexts();
  const spent = all.reduce((total, { spentMinor }) => total + Math.max(0, spentMinor), 0);
  const part = spent === 0 ? 0 : Math.max(0, sum.spentMinor) / spent;
  const percent = new Intl.NumberFormat(locales[language], { style: 'percent' }).format(part);
  const share = say('segments.share', { share: percent, spent: money(sum.spentMinor) });
  const count = say('segments.members', { count: sum.members });
  return (
    <Button isDisabled={sum.members === 0} onPress={onOpen}>
      <span className="segment-row">
        <SegmentChip segment={sum} />
        <strong>{count}</strong>
        <ProgressBar have={sum.spentMinor} need={Math.max(1, spent)} label={share} />
        <span className="aside">{share}</span>
      </span>
    </Button>
  );
}

/** Asked anew whenever the counter changed: a sale may have put somebody elsewhere. */
function useSegments(): SegmentsView | undefined {
  const { till } = useCounter();
  const state = useLive(till.state);
  const news = useLive(till.news);
  const [view, setView] = useState<SegmentsView>();
  useEffect(() => {
    let current = true;
    // Away: asked again when the connection is back.
    till.call('segments.all', {}).then(
      (answer) => current && setView(answer),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [till, state, news]);
  return view;
}

export const segments: Screen = {
  name: 'segments',
  place: 'manage',
  title: 'segments.title',
  about: 'segments.about',
  icon: ChartPie,
  isOffered: () => true,
  Body: SegmentsScreen,
};
