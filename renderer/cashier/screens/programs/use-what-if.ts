import { useEffect, useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { ProgramView } from '#shared/api/programs.api.ts';
import type { WhatIfPeriod, WhatIfView } from '#shared/api/what-if.api.ts';
import { useLive } from '../../../client/live.ts';
import { useAttempt, type Attempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

/** The replay of a till as a page follows it: where it stands, and how it is begun and ended. */
export interface WhatIf extends Pick<Attempt, 'busy' | 'failed'> {
  view: WhatIfView | undefined;
  refusal: RefusalView | undefined;
  start(program: ProgramView, period: WhatIfPeriod): void;
  stop(): void;
}

/** Read anew whenever the till says that it moved; only the newest answer is shown. */
export function useWhatIf(): WhatIf {
  const { till } = useCounter();
  const state = useLive(till.state);
  const moves = useLive(till.whatIfMoves);
  const [view, setView] = useState<WhatIfView>();
  const [refusal, setRefusal] = useState<RefusalView>();
  const { attempt, busy, failed } = useAttempt();
  useEffect(() => {
    let current = true;
    // Away: asked again when the connection is back.
    till.call('what-if.view', {}).then(
      (answer) => current && setView(answer),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [till, state, moves]);
  return {
    ...{ view, refusal, busy, failed },
    start: (program, period) =>
      void attempt(async () => {
        const answer = await till.call('what-if.start', { program, period });
        setRefusal(answer.refusal ?? undefined);
      }),
    stop: () => void attempt(() => till.call('what-if.stop', {})),
  };
}
