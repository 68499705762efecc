import { useState } from 'react';
import { errorCodeOf } from '#shared/api/channel.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useCounter } from '../use-counter.ts';

/** Forgets a person for good: asks once more, and says first what is lost. */
export function ErasePerson({ walletId, onErased }: { walletId: string; onErased(): void }) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const [asking, ask] = useState(false);
  const [failed, fail] = useState<string>();
  const erase = async (): Promise<void> => {
    try {
      const answer = await till.call('members.erase', { walletId });
      if (answer.ok) onErased();
      else fail(refusalSentence(answer.refusal, speech, currency));
    } catch (thrown) {
      fail(say(`error.${errorCodeOf(thrown)}`));
    }
  };
  if (!asking)
    return (
      <Button look="quiet" onPress={() => ask(true)}>
        {say('member.erase')}
      </Button>
    );
  return (
    <>
      <Notice tone="stop" text={say('member.erase.what')} />
      {failed && <Notice tone="stop" text={failed} />}
      <Button onPress={() => void erase()}>{say('member.erase.sure')}</Button>
      <Button look="quiet" onPress={() => ask(false)}>
        {say('app.close')}
      </Button>
    </>
  );
}
