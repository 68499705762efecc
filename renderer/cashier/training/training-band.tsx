import { GraduationCap } from 'lucide-react';
import { useLive } from '../../client/live.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import { DrillHand } from './drill-hand.tsx';

/** Across the whole window as long as somebody trains: that nothing here is real, what to do next, and the way out. */
export function TrainingBand() {
  const say = useSay();
  const { till } = useCounter();
  const view = useLive(till.training);
  const current = view?.current;
  const { attempt, busy, failed } = useAttempt();
  return (
    <section className="training-band" aria-label={say('training.title')}>
      <p className="training-word">
        <GraduationCap aria-hidden />
        {say('training.band')}
      </p>
      <p className="training-step" role="status">
        {current
          ? `${say(`drill.${current.drillId}.title`)}: ${
              current.step === null
                ? say('drill.praise')
                : say(`drill.${current.drillId}.${current.step}`, { ...view.words })
            }`
          : say('training.nothing-real')}
      </p>
      {current?.help && <DrillHand help={current.help} />}
      {failed && <span role="alert">{say(`error.${failed}`)}</span>}
      <Button isDisabled={busy} onPress={() => void attempt(() => till.call('training.leave', {}))}>
        {say('training.leave')}
      </Button>
    </section>
  );
}
