import { BadgeCheck, CalendarClock } from 'lucide-react';
import { useState } from 'react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { MembershipAnswer } from '#shared/api/membership.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { formatDay } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Notice } from '../../ui/notice.tsx';
import { JobWords } from '../papers/job-paper.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import './memberships.css';

type Member = NonNullable<VisitView['member']>;
type Offered = NonNullable<Member['memberships']>[number];

/** What the member may belong to for money: until when, and the keys to sell it, to renew it and to take it back. */
export function Memberships({ member }: { member: Member }) {
  return member.memberships?.map((offered) => (
    <Membership key={offered.programId} walletId={member.walletId} offered={offered} />
  ));
}

/** What is asked once more before money changes hands. */
type Asking = 'nothing' | 'sell' | 'back';

function Membership({ walletId, offered }: { walletId: string; offered: Offered }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [asking, ask] = useState<Asking>('nothing');
  const [commandId, setCommandId] = useState('');
  const [answer, setAnswer] = useState<MembershipAnswer>();
  const { programId, name, months, priceMinor, untilDay, daysLeft, remind, back, fromDay, toDay } = offered;
  const money = (minor: number): string => formatMoney({ minor, currency }, language);
  const what = say('membership.what', {
    name,
    term: say('membership.months', { count: months }),
    price: money(priceMinor),
  });
  const begin = (next: Asking): void => {
    setCommandId(crypto.randomUUID());
    setAnswer(undefined);
    ask(next);
  };
  const send = (work: () => Promise<MembershipAnswer>): void =>
    void attempt(async () => {
      setAnswer(await work());
      ask('nothing');
    });
  return (
    <section className="membership" aria-label={name}>
      {untilDay !== null && (
        <p className="membership-state">
          <Chip tone="gain" icon={BadgeCheck}>
            {say('membership.until', { name, day: formatDay(untilDay, language) })}
          </Chip>
          {remind && (
            <Chip tone="attention" icon={CalendarClock}>
              {daysLeft > 0 ? say('membership.ends-in', { count: daysLeft }) : say('membership.in-grace')}
            </Chip>
          )}
        </p>
      )}
      {asking === 'nothing' && (
        <div className="membership-keys">
          <Button look={remind ? 'plain' : 'quiet'} onPress={() => begin('sell')}>
            <BadgeCheck aria-hidden />
            {untilDay === null ? what : say('membership.renew', { what })}
          </Button>
          {back && (
            <Button look="quiet" onPress={() => begin('back')}>
              {say('membership.give-up', { name })}
            </Button>
          )}
        </div>
      )}
      {asking === 'sell' && (
        <>
          <Notice
            tone="attention"
            text={say('membership.sell.ask', {
              price: money(priceMinor),
              from: formatDay(fromDay, language),
              to: formatDay(toDay, language),
            })}
          />
          <div className="membership-keys">
            <Button
              look="primary"
              isDisabled={busy}
              onPress={() =>
                send(() => till.call('membership.sell', { commandId, walletId, programId, priceMinor }))
              }
            >
              {say('membership.sell.sure', { price: money(priceMinor) })}
            </Button>
            <Button look="quiet" onPress={() => ask('nothing')}>
              {say('membership.not-now')}
            </Button>
          </div>
        </>
      )}
      {asking === 'back' && back && (
        <>
          <Notice
            tone="attention"
            text={say('membership.back.ask', { amount: money(back.refundMinor), name })}
          />
          <div className="membership-keys">
            <Button
              isDisabled={busy}
              onPress={() =>
                send(() => till.call('membership.end', { walletId, membershipId: back.membershipId }))
              }
            >
              {say('membership.back.sure', { amount: money(back.refundMinor) })}
            </Button>
            <Button look="quiet" onPress={() => ask('nothing')}>
              {say('membership.not-now')}
            </Button>
          </div>
        </>
      )}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {answer && !answer.ok && (
        <Notice tone="stop" text={refusalSentence(answer.refusal, speech, currency)} />
      )}
      {answer?.ok && (
        <JobWords jobId={answer.jobId}>
          <p>{say('membership.done')}</p>
        </JobWords>
      )}
    </section>
  );
}
