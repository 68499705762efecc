import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { poleApi } from '#shared/api/pole.api.ts';
import type { PoleStation } from '#electron/display/pole-station.ts';

/** The pole display: which one stands there, and whether it reads well. */
export const poleHandlers = (pole: PoleStation): Handlers<typeof poleApi> => ({
  'pole.view': () => pole.view(),
  'pole.set-up': async ({ setup }) => {
    if (pole.view().fixed)
      throw new ChannelError('BAD_REQUEST', 'the display was said when the till was started');
    await pole.setUp(setup);
    return pole.view();
  },
  'pole.test': () => {
    pole.test();
    return pole.view();
  },
});
