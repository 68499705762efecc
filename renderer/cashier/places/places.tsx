import { DoorOpen, Ticket, Undo2 } from 'lucide-react';
import type { PlaceView, VisitView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { formatDay } from '#shared/base/language.ts';
import { useLive } from '../../client/live.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { valueWords } from '#shared/api/value-words.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { Notice } from '../../ui/notice.tsx';
import { JobWords } from '../papers/job-paper.tsx';
import { useCounter } from '../use-counter.ts';
import './places.css';

type Member = NonNullable<VisitView['member']>;

/** What the member may take a place in: how many are left, one key to book, those they have, and why not. */
export function Places({ member }: { member: Member }) {
  const { places = [], walletId } = member;
  const first = places.find(({ unmet }) => unmet === null)?.programId;
  return places.map((place) => (
    <PlaceOf key={place.programId} place={place} walletId={walletId} isFirst={place.programId === first} />
  ));
}

function PlaceOf({ place, walletId, isFirst }: { place: PlaceView; walletId: string; isFirst: boolean }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { counter } = useCounter();
  const busy = useLive(counter.places.busy);
  const { programId, name, eventDay, left, cost, unmet, had } = place;
  const what = eventDay === null ? name : `${name}, ${formatDay(eventDay, language)}`;
  return (
    <section className="places" aria-label={name}>
      <p className="place-line">
        <strong>{what}</strong>
        {left !== null && <span className="aside">{say('places.left', { count: left })}</span>}
      </p>
      {had.map((one) => (
        <Had key={one.voucherId} place={place} had={one} />
      ))}
      {unmet === null ? (
        <div className="place-keys">
          <Button look="quiet" isDisabled={busy} onPress={() => void counter.places.book(programId)}>
            <Ticket aria-hidden />
            {cost === null
              ? say('places.book')
              : say('places.book-for', { cost: valueWords(cost, speech, currency) })}
            {isFirst && <KeyCap>Alt 0</KeyCap>}
          </Button>
        </div>
      ) : (
        <p className="aside">{refusalSentence(unmet, speech, currency)}</p>
      )}
      <Done programId={programId} walletId={walletId} />
    </section>
  );
}

/** A place that the member has: let in with it, or given up. */
function Had({ place: { programId, name }, had }: { place: PlaceView; had: PlaceView['had'][number] }) {
  const { say, language } = useTexts();
  const { counter } = useCounter();
  const busy = useLive(counter.places.busy);
  const { voucherId, number, state, fromDay, untilDay } = had;
  if (state === 'taken')
    return (
      <p className="place-line">
        <Chip tone="neutral" icon={DoorOpen}>
          {say('places.state.taken')}
        </Chip>
      </p>
    );
  const day = untilDay ?? fromDay;
  return (
    <div className="place-keys">
      <Chip tone="gain" icon={Ticket}>
        {say('places.booked-until', { day: formatDay(day, language) })}
      </Chip>
      <Button
        look="quiet"
        aria-label={`${say('places.let-in')}: ${name}`}
        onPress={() => void counter.scan({ deviceId: 'screen', text: number })}
      >
        <DoorOpen aria-hidden />
        {say('places.let-in')}
      </Button>
      <Button
        look="quiet"
        isDisabled={busy}
        aria-label={`${say('places.give-up')}: ${name}`}
        onPress={() => void counter.places.giveUp(programId, voucherId)}
      >
        <Undo2 aria-hidden />
        {say('places.give-up')}
      </Button>
    </div>
  );
}

/** What came of the last key, with the ticket that is printed. */
function Done({ programId, walletId }: { programId: string; walletId: string }) {
  const speech = useTexts();
  const done = useLive(useCounter().counter.places.done);
  if (done?.programId !== programId || done.walletId !== walletId) return null;
  const { answer, what } = done;
  if (!answer.ok)
    return <Notice tone="stop" text={refusalSentence(answer.refusal, speech, speech.currency)} />;
  const words = <p>{speech.say(`places.done.${what}`)}</p>;
  return answer.jobId === null ? words : <JobWords jobId={answer.jobId}>{words}</JobWords>;
}
