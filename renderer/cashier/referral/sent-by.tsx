import { HeartHandshake, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { takeFocus } from '../members/take-focus.ts';
import { useCounter } from '../use-counter.ts';
import './referral.css';

/** Who sent the customer: asked for with one key, then scanned or typed. Nothing where it is no question. */
export function SentBy({ referring }: { referring: VisitView['referring'] }) {
  const say = useSay();
  const { counter } = useCounter();
  if (!referring) return null;
  const { asks, by } = referring;
  if (asks) return <AskSender />;
  if (!by)
    return (
      <div className="sent-by-key">
        <Button look="quiet" onPress={() => void counter.askReferrer(true)}>
          <HeartHandshake aria-hidden />
          {say('referral.ask')}
        </Button>
      </div>
    );
  return (
    <p className="sent-by" role="status">
      <HeartHandshake aria-hidden />
      <span>{by.tail === '' ? say('referral.by-code') : say('referral.by-card', { tail: by.tail })}</span>
      <Button
        look="quiet"
        aria-label={say('referral.nobody')}
        onPress={() => void counter.askReferrer(false)}
      >
        <X aria-hidden />
      </Button>
    </p>
  );
}

function AskSender() {
  const say = useSay();
  const { counter } = useCounter();
  const [text, setText] = useState('');
  const part = useRef<HTMLFieldSetElement>(null);
  useEffect(() => takeFocus(part.current), []);
  const name = (): void => void (text.trim() !== '' && counter.nameReferrer(text));
  return (
    <fieldset className="ask-sender" ref={part}>
      <legend>{say('referral.who')}</legend>
      <TextField
        label={say('referral.code')}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          name();
        }}
      />
      <div className="ask-sender-keys">
        <Button look="primary" isDisabled={text.trim() === ''} onPress={name}>
          {say('referral.take')}
        </Button>
        <Button look="quiet" onPress={() => void counter.askReferrer(false)}>
          {say('referral.nobody')}
        </Button>
      </div>
    </fieldset>
  );
}
