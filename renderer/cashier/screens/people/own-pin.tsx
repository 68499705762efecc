import { useState } from 'react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PinField } from '../../access/pin-field.tsx';
import { useCounter } from '../../use-counter.ts';
import { useAnswer } from './use-answer.ts';

/** Whoever is in chooses another PIN. */
export function OwnPin() {
  const say = useSay();
  const { till } = useCounter();
  const [pin, setPin] = useState('');
  const [next, setNext] = useState('');
  const [done, setDone] = useState(false);
  const { ask, busy, problem } = useAnswer();
  const change = async (): Promise<void> => {
    setDone(false);
    if (!(await ask(() => till.call('people.own-pin', { pin, next })))) return;
    setPin('');
    setNext('');
    setDone(true);
  };
  return (
    <form
      className="people-form"
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <PinField compact takesFocus={false} label={say('people.pin.now')} value={pin} onChange={setPin} />
      <PinField compact takesFocus={false} label={say('people.pin.next')} value={next} onChange={setNext} />
      {problem && <Notice tone="stop" text={problem} />}
      {done && <Notice tone="gain" text={say('people.saved')} />}
      <Button type="submit" isPending={busy}>
        {say('people.pin.change')}
      </Button>
    </form>
  );
}
