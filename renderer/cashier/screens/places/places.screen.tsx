import { Ticket } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BookedView } from '#shared/api/places.api.ts';
import { errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { formatDay } from '#shared/base/language.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Tone } from '../../../ui/tone.ts';
import type { Screen } from '../../screen.ts';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import './places.css';

type Guest = BookedView['guests'][number];

/** Who has a place in what, who came, and the key that gives a place up for somebody who rang. */
function PlacesScreen() {
  const { say } = useTexts();
  const { all, failed } = useBooked();
  if (failed) return <Notice tone="stop" text={say(`error.${failed}`)} />;
  if (all === undefined) return <p className="aside">{say('places.looking')}</p>;
  if (all.length === 0) return <Notice tone="neutral" text={say('places.none')} />;
  return all.map((one) => <Guests key={one.programId} booked={one} />);
}

function Guests({ booked }: { booked: BookedView }) {
  const { say, language } = useTexts();
  const { name, eventDay, quota, left, guests } = booked;
  const came = guests.filter(({ state }) => state === 'taken').length;
  const sums = say('places.sums', { booked: guests.length, came });
  const free = left === null || quota === null ? '' : ` · ${say('places.left-of', { left, quota })}`;
  return (
    <Panel
      title={eventDay === null ? name : `${name}, ${formatDay(eventDay, language)}`}
      aside={<span className="aside">{`${sums}${free}`}</span>}
    >
      {guests.length === 0 && <p className="aside">{say('places.nobody')}</p>}
      <ul className="guests" aria-label={say('places.guests', { name })}>
        {guests.map((guest) => (
          <GuestLine key={guest.voucherId} guest={guest} />
        ))}
      </ul>
    </Panel>
  );
}

const tones: Record<Guest['state'], Tone> = { booked: 'gain', taken: 'neutral', over: 'attention' };

function GuestLine({ guest: { voucherId, member, bookedDay, state } }: { guest: Guest }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [sure, ask] = useState(false);
  const [refused, refuse] = useState<string>();
  const who = member.name ?? say('member.card', { tail: member.tails[0] ?? '' });
  const giveUp = (): void =>
    void attempt(async () => {
      const answer = await till.call('places.give-up', { walletId: member.walletId, voucherId });
      refuse(answer.ok ? undefined : refusalSentence(answer.refusal, speech, currency));
      ask(false);
    });
  return (
    <li>
      <strong>{who}</strong>
      <span className="aside">{say('places.since', { day: formatDay(bookedDay, language) })}</span>
      <Chip tone={tones[state]}>{say(`places.state.${state}`)}</Chip>
      {state === 'booked' && (
        <Button
          look="quiet"
          isDisabled={busy}
          aria-label={`${say(sure ? 'places.give-up.sure' : 'places.give-up')}: ${who}`}
          onPress={() => (sure ? giveUp() : ask(true))}
        >
          {say(sure ? 'places.give-up.sure' : 'places.give-up')}
        </Button>
      )}
      {refused && <Notice tone="stop" text={refused} />}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
    </li>
  );
}

/** Asked anew whenever the counter changed: somebody may have booked, or come. */
function useBooked(): { all: readonly BookedView[] | undefined; failed: ErrorCode | undefined } {
  const { till } = useCounter();
  const news = useLive(till.news);
  const state = useLive(till.state);
  const [all, setAll] = useState<readonly BookedView[]>();
  const [failed, setFailed] = useState<ErrorCode>();
  useEffect(() => {
    let current = true;
    till.call('places.booked', {}).then(
      (answer) => {
        if (!current) return;
        setAll(answer);
        setFailed(undefined);
      },
      (thrown: unknown) => current && setFailed(errorCodeOf(thrown)),
    );
    return () => {
      current = false;
    };
  }, [till, news, state]);
  return { all, failed };
}

export const places: Screen = {
  name: 'places',
  place: 'manage',
  title: 'places.title',
  about: 'places.about',
  icon: Ticket,
  isOffered: () => true,
  Body: PlacesScreen,
};
