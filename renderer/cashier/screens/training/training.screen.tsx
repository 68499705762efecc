import { GraduationCap } from 'lucide-react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import type { Screen } from '../../screen.ts';

/** The way into the shop of make-believe. */
function TrainingScreen() {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  return (
    <>
      <p>{say('training.what')}</p>
      <p className="aside">{say('training.safe')}</p>
      <Button
        look="primary"
        isDisabled={busy}
        onPress={() => void attempt(() => till.call('training.enter', {}))}
      >
        <GraduationCap aria-hidden />
        {say('training.enter')}
      </Button>
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </>
  );
}

export const training: Screen = {
  name: 'training',
  place: 'manage',
  title: 'training.title',
  about: 'training.about',
  icon: GraduationCap,
  isOffered: (info) => !info.training,
  Body: TrainingScreen,
};
