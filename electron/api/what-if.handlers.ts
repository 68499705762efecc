import type { Handlers } from '#shared/api/channel.ts';
import type { whatIfApi } from '#shared/api/what-if.api.ts';
import { configureProgram } from '#shared/back-office/configure-program.ts';
import type { Store } from '#electron/store/store.ts';
import type { WhatIfDesk } from '#electron/what-if/what-if-desk.ts';

/** What a changed program would have come to, asked before it is saved: a set-up that would not be taken is refused alike. */
export function whatIfHandlers({ look }: Pick<Store, 'look'>, desk: WhatIfDesk): Handlers<typeof whatIfApi> {
  return {
    'what-if.start': ({ program, period }) => {
      const decided = configureProgram(program, look.setUps());
      if (!decided.ok) return { refusal: { ...decided.error } };
      desk.start(program, period);
      return { refusal: null };
    },
    'what-if.stop': () => {
      desk.stop();
      return {};
    },
    'what-if.view': desk.view,
    'what-if.members': desk.members,
  };
}
