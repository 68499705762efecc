import { GraduationCap } from 'lucide-react';
import type { SchoolChoice } from '#shared/api/training.api.ts';
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
  const enter = (programs: SchoolChoice) => void attempt(() => till.call('training.enter', { programs }));
  return (
    <>
      <p>{say('training.what')}</p>
      <p className="aside">{say('training.safe')}</p>
      <p className="aside">{say('training.own')}</p>
      <Button look="primary" isDisabled={busy} onPress={() => enter('own')}>
        <GraduationCap aria-hidden />
        {say('training.enter')}
      </Button>
      <Button look="quiet" isDisabled={busy} onPress={() => enter('sample')}>
        {say('training.enter-sample')}
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
