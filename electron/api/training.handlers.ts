import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { trainingApi } from '#shared/api/training.api.ts';
import type { Trainer } from '#electron/training/trainer.ts';
import type { TrainingSwitch } from '#electron/training/training-switch.ts';

/** Going over to training and back, and the drills of a till in training (`trainer` present). */
export function trainingHandlers(
  trainer: Trainer | undefined,
  switching: TrainingSwitch | undefined,
  changed: () => void,
): Handlers<typeof trainingApi> {
  const here = (): Trainer => {
    if (!trainer) throw new ChannelError('NOT_FOUND', 'this till is not in training');
    return trainer;
  };
  const over = (): TrainingSwitch => {
    if (!switching) throw new ChannelError('NOT_FOUND', 'this till has no training beside it');
    return switching;
  };
  return {
    'training.enter': async ({ programs }) => {
      await over().enter(programs);
      return {};
    },
    'training.leave': async () => {
      here();
      await over().leave();
      return {};
    },
    'training.view': () => here().view(),
    'training.start': ({ drillId }) => {
      here().start(drillId);
      return here().view();
    },
    'training.cable': ({ out }) => {
      here().pullCable(out);
      changed();
      return here().view();
    },
  };
}
