import { IdCard, LockKeyhole, LogIn } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { AccessView } from '#shared/api/access.api.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import { formatClock, refusalSentence } from '#shared/api/sentences.ts';
import { useLive } from '../../client/live.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { LinkState } from '../shell/link-state.tsx';
import { useClock } from '../shell/use-clock.ts';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import { PinField } from './pin-field.tsx';
import './lock-page.css';

/** The last one who signed in on this screen: most often it is the same again. Not kept anywhere. */
let lastIn = '';

/** What stands here while nobody is in: who works here, and where to type a PIN. A badge needs neither. */
export function LockPage({ access }: { access: AccessView }) {
  const texts = useTexts();
  const { say, language, currency } = texts;
  const { till } = useCounter();
  const info = useLive(till.info);
  const nowMs = useClock();
  const { people } = access;
  const [chosen, choose] = useState(lastIn);
  const [pin, setPin] = useState('');
  const [refused, refuse] = useState<RefusalView>();
  const { attempt, busy, failed } = useAttempt();
  const at = Math.max(
    0,
    people.findIndex(({ staffId }) => staffId === chosen),
  );
  const person = people[at];
  const pick = (staffId: string): void => {
    choose(staffId);
    setPin('');
    refuse(undefined);
  };
  const enter = (): void => {
    if (!person || busy || pin === '') return;
    void attempt(async () => {
      const answer = await till.call('access.sign-in', { staffId: person.staffId, pin });
      setPin('');
      refuse(answer.ok ? undefined : answer.refusal);
      if (answer.ok) lastIn = person.staffId;
    });
  };
  /** Up and down choose, and so does the first letter of a name. */
  const onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    const step = { ArrowDown: 1, ArrowUp: people.length - 1 }[key];
    const letter = /^\p{L}$/u.test(key) ? key.toLocaleLowerCase() : undefined;
    const order = [...people.slice(at + 1), ...people.slice(0, at + 1)];
    const found =
      step === undefined
        ? order.find(({ name }) => letter && name.toLocaleLowerCase().startsWith(letter))
        : people[(at + step) % people.length];
    if (!found) return;
    event.preventDefault();
    pick(found.staffId);
  };
  const why = refused ?? access.refused;
  return (
    <main className="lock-page" aria-label={say('lock.title')}>
      <header>
        <LinkState />
        <h1>
          {info?.shop} <span>{info?.tillName}</span>
        </h1>
        <time dateTime={new Date(nowMs).toISOString()}>{formatClock(nowMs, language)}</time>
      </header>
      <section className="lock-people" aria-label={say('lock.people')}>
        <h2>
          <LockKeyhole aria-hidden />
          {say('lock.title')}
        </h2>
        <ul>
          {people.map(({ staffId, name }) => (
            <li key={staffId}>
              <Button
                look={staffId === person?.staffId ? 'soft' : 'plain'}
                aria-pressed={staffId === person?.staffId}
                onPress={() => pick(staffId)}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
        {access.unreadable > 0 && <Notice tone="attention" text={say('lock.unreadable')} />}
        <p className="aside lock-badge">
          <IdCard aria-hidden />
          {say('lock.badge')}
        </p>
      </section>
      <section className="lock-pin" aria-label={say('lock.pin.of', { name: person?.name ?? '' })}>
        <PinField
          key={person?.staffId}
          label={say('lock.pin.of', { name: person?.name ?? '' })}
          value={pin}
          onChange={setPin}
          onEnter={enter}
          onKey={onKey}
        />
        <Button look="primary" isPending={busy} onPress={enter}>
          <LogIn aria-hidden />
          {say('lock.enter')}
        </Button>
        {why && <Notice tone="stop" text={refusalSentence(why, texts, currency)} />}
        {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      </section>
    </main>
  );
}
