import { Scissors, Ticket, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CouponsView } from '#shared/api/coupons.api.ts';
import type { PlaceAnswer } from '#shared/api/places.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { formatDay } from '#shared/base/language.ts';
import { useLive } from '../../client/live.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { createCommandIds } from '../counter/command-ids.ts';
import { takeFocus } from '../members/take-focus.ts';
import { JobWords } from '../papers/job-paper.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import './coupons.css';

/** The coupons that a member was given by hand and still has, and the key that gives one more. Nothing in a shop without coupons. */
export function GivenCoupons({ walletId }: { walletId: string }) {
  const { say } = useTexts();
  const { till, counter } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const giving = useLive(counter.givingCoupon);
  const give = counter.givingCoupon.set;
  const [commands] = useState(() => createCommandIds(() => crypto.randomUUID()));
  const [done, setDone] = useState<{ what: 'given' | 'taken-back'; answer: PlaceAnswer }>();
  const view = useCoupons(walletId, done);
  // Whoever comes next is not given what was begun for another.
  useEffect(() => () => counter.givingCoupon.set(false), [counter]);
  if (!view || (view.kinds.length === 0 && view.given.length === 0)) return null;
  const send = (what: 'given' | 'taken-back', ask: () => Promise<PlaceAnswer>): void =>
    void attempt(async () => {
      setDone(undefined);
      const answer = await ask();
      setDone({ what, answer });
      if (answer.ok) give(false);
    });
  return (
    <section className="given-coupons" aria-label={say('coupons.title')}>
      {view.given.map((one) => (
        <Given
          key={one.voucherId}
          given={one}
          busy={busy}
          onTakeBack={() =>
            send('taken-back', async () => {
              const { voucherId } = one;
              const answer = await till.call('coupons.take-back', { walletId, voucherId });
              if (answer.ok) commands.undone(voucherId, { walletId });
              return answer;
            })
          }
        />
      ))}
      {giving ? (
        <Giving
          kinds={view.kinds}
          busy={busy}
          onGive={(programId, note, paper) => {
            const wanted = { walletId, programId, note, paper };
            const there = view.given.map(({ voucherId }) => voucherId);
            send('given', () =>
              commands.send(wanted, (command) => till.call('coupons.give', command), there),
            );
          }}
          onLeave={() => give(false)}
        />
      ) : (
        view.kinds.length > 0 && (
          <Button look="quiet" onPress={() => give(true)}>
            <Scissors aria-hidden />
            {say('coupons.give')}
            <KeyCap>Alt G</KeyCap>
          </Button>
        )
      )}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {done && <Done {...done} />}
    </section>
  );
}

/** What came of the last key, with the paper if one is printed. */
function Done({ what, answer }: { what: 'given' | 'taken-back'; answer: PlaceAnswer }) {
  const speech = useTexts();
  const { say, currency } = speech;
  if (!answer.ok) return <Notice tone="stop" text={refusalSentence(answer.refusal, speech, currency)} />;
  if (what === 'taken-back') return <p role="status">{say('coupons.done.taken-back')}</p>;
  if (answer.jobId === null) return <p role="status">{say('coupons.done.card')}</p>;
  return (
    <JobWords jobId={answer.jobId}>
      <p>{say('coupons.done.paper')}</p>
    </JobWords>
  );
}

/** One that lies on the card: laid on the counter with a key, or taken back. */
function Given({
  given: { number, label, untilDay },
  busy,
  onTakeBack,
}: {
  given: CouponsView['given'][number];
  busy: boolean;
  onTakeBack(): void;
}) {
  const { say, language } = useTexts();
  const { counter } = useCounter();
  const until = untilDay
    ? say('voucher.validUntil', { day: formatDay(untilDay, language) })
    : say('voucher.noEnd');
  return (
    <div className="given-coupon">
      <p className="given-coupon-line">
        <strong>{label}</strong>
        <span className="aside">{until}</span>
      </p>
      <div className="given-coupon-keys">
        <Button
          look="quiet"
          aria-label={`${say('coupons.use')}: ${label}`}
          onPress={() => void counter.scan({ deviceId: 'screen', text: number })}
        >
          <Ticket aria-hidden />
          {say('coupons.use')}
        </Button>
        <Button
          look="quiet"
          isDisabled={busy}
          aria-label={`${say('coupons.take-back')}: ${label}`}
          onPress={onTakeBack}
        >
          <Undo2 aria-hidden />
          {say('coupons.take-back')}
        </Button>
      </div>
    </div>
  );
}

/** Which coupon, and how the member gets it. */
function Giving({
  kinds,
  busy,
  onGive,
  onLeave,
}: {
  kinds: CouponsView['kinds'];
  busy: boolean;
  onGive(programId: string, note: string, paper: boolean): void;
  onLeave(): void;
}) {
  const { say } = useTexts();
  const [chosen, choose] = useState(kinds[0]?.programId ?? '');
  const [note, write] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => takeFocus(form.current), []);
  return (
    <>
      <Choice
        label={say('coupons.which')}
        value={chosen}
        options={kinds.map(({ programId, name }) => [programId, name] as const)}
        onChange={choose}
      />
      <form
        ref={form}
        className="given-coupon"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onGive(chosen, note, true);
        }}
      >
        <TextField label={say('coupons.why')} maxLength={80} value={note} onChange={write} />
        <div className="given-coupon-keys">
          <Button type="submit" look="soft" isDisabled={busy}>
            {say('coupons.on-paper')}
            <KeyCap>Enter</KeyCap>
          </Button>
          <Button isDisabled={busy} onPress={() => onGive(chosen, note, false)}>
            {say('coupons.onto-card')}
          </Button>
          <Button look="quiet" onPress={onLeave}>
            {say('membership.not-now')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** Asked anew whenever the counter changed, or something was `done` here that the counter shows nowhere else. */
function useCoupons(walletId: string, done: unknown): CouponsView | undefined {
  const { till } = useCounter();
  const news = useLive(till.news);
  const state = useLive(till.state);
  const [view, setView] = useState<CouponsView>();
  useEffect(() => {
    let current = true;
    // Away: asked again when the connection is back.
    till.call('coupons.of-member', { walletId }).then(
      (answer) => current && setView(answer),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [till, news, state, walletId, done]);
  return view;
}
