import { Check, Circle, GraduationCap } from 'lucide-react';
import type { TrainingView } from '#shared/api/training.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import type { Screen } from '../../screen.ts';

/** The ten drills, how many of them are done, and how far the one under way is. */
function DrillsScreen() {
  const say = useSay();
  const { till } = useCounter();
  const view = useLive(till.training);
  const { attempt, busy, failed } = useAttempt();
  if (!view) return null;
  const { drills: all, current, words, programs } = view;
  const drills = all.filter(({ lacks }) => lacks === null);
  const lacking = all.filter(({ lacks }) => lacks !== null);
  const finished = drills.filter((drill) => drill.finished).length;
  const next = drills.find((drill) => !drill.finished);
  const start = (drillId: (typeof drills)[number]['drillId']) =>
    void attempt(() => till.call('training.start', { drillId }));
  const progress = say('drill.progress', { finished, all: drills.length });
  return (
    <>
      <p>{progress}</p>
      <ProgressBar have={finished} need={drills.length} label={progress} />
      {current && current.step === null && (
        <Notice tone="gain" text={say(next ? 'drill.praise' : 'drill.all-done')}>
          {next && (
            <Button look="primary" isDisabled={busy} onPress={() => start(next.drillId)}>
              {say('drill.next')}
            </Button>
          )}
        </Notice>
      )}
      <ul className="drills" aria-label={say('drill.list')}>
        {drills.map(({ drillId, finished: isFinished }) => (
          <li key={drillId}>
            <Button
              look={current?.drillId === drillId ? 'soft' : 'plain'}
              aria-pressed={current?.drillId === drillId}
              isDisabled={busy}
              onPress={() => start(drillId)}
            >
              {isFinished ? <Check aria-hidden /> : <Circle aria-hidden />}
              {say(`drill.${drillId}.title`)}
              {isFinished && <span className="spoken">{say('drill.finished')}</span>}
            </Button>
            {current?.drillId === drillId && <Step current={current} words={words} />}
          </li>
        ))}
      </ul>
      {lacking.map(({ drillId, lacks }) => (
        <p key={drillId} className="aside">
          {say('drill.lacking', { drill: say(`drill.${drillId}.title`), why: say(`drill.lacks.${lacks}`) })}
        </p>
      ))}
      <p className="aside">{say(`training.with.${programs}`)}</p>
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </>
  );
}

function Step({
  current: { drillId, step, done, steps },
  words,
}: {
  current: NonNullable<TrainingView['current']>;
  words: TrainingView['words'];
}) {
  const say = useSay();
  if (step === null) return null;
  return (
    <div className="drill-steps">
      <p className="aside">{say('drill.step', { step: done + 1, steps })}</p>
      <p>{say(`drill.${drillId}.${step}`, { ...words })}</p>
    </div>
  );
}

export const drills: Screen = {
  name: 'drills',
  place: 'side',
  title: 'drill.screen',
  icon: GraduationCap,
  isOffered: (info) => info.training,
  Body: DrillsScreen,
};
