import { useState } from 'react';
import type { AccessAnswer } from '#shared/api/access.api.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { useAttempt } from '../../use-attempt.ts';

/** Something asked about people: whether it is under way, and in words why the last one was not done. */
export interface Asking {
  /** Whether it was done. */
  ask(what: () => Promise<AccessAnswer>): Promise<boolean>;
  busy: boolean;
  problem: string | undefined;
}

/** Nothing was asked yet. */
export function useAnswer(): Asking {
  const texts = useTexts();
  const [refused, refuse] = useState<RefusalView>();
  const { attempt, busy, failed } = useAttempt();
  const ask = async (what: () => Promise<AccessAnswer>): Promise<boolean> => {
    let done = false;
    refuse(undefined);
    await attempt(async () => {
      const answer = await what();
      done = answer.ok;
      refuse(answer.ok ? undefined : answer.refusal);
    });
    return done;
  };
  const problem = failed
    ? texts.say(`error.${failed}`)
    : refused && refusalSentence(refused, texts, texts.currency);
  return { ask, busy, problem };
}
