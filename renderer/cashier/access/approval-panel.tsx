import { UserCheck } from 'lucide-react';
import { useState } from 'react';
import type { ApprovalAsked } from '#shared/api/access.api.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useLive } from '../../client/live.ts';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import { PinField } from './pin-field.tsx';
import './approval-panel.css';

/** Somebody else has to say yes: what to, why, and where. It stands between the top line and the counter and covers neither. */
export function ApprovalPanel() {
  const { approvals } = useCounter().till;
  const asked = useLive(approvals.waiting);
  return asked ? <Approval key={asked.requestId} asked={asked} /> : null;
}

function Approval({ asked }: { asked: ApprovalAsked }) {
  const texts = useTexts();
  const { say, money, currency } = texts;
  const { approvals } = useCounter().till;
  const { action, amount, because, approvers } = asked;
  const [chosen, choose] = useState(approvers[0]?.staffId ?? '');
  const [pin, setPin] = useState('');
  const [refused, refuse] = useState<RefusalView>();
  const { attempt, busy, failed } = useAttempt();
  const what = say(`access.action.${action}`);
  const title =
    amount === null || action === 'adjust' || action === 'give-coupon' ? what : `${what}: ${money(amount)}`;
  const approve = (): void => {
    if (pin === '' || busy) return;
    void attempt(async () => {
      const answer = await approvals.approve(chosen, pin);
      setPin('');
      refuse(answer.ok ? undefined : answer.refusal);
    });
  };
  const withdraw = (): void => approvals.withdraw();
  return (
    <section className="approval" aria-label={say('approval.title')}>
      <div className="approval-what" role="status">
        <UserCheck aria-hidden />
        <div>
          <strong>{title}</strong>
          <p>{refusalSentence(because, texts, currency)}</p>
        </div>
      </div>
      {approvers.length === 0 ? (
        <p className="approval-nobody">{say('approval.nobody')}</p>
      ) : (
        <>
          <ul className="approval-people" aria-label={say('approval.who')}>
            {approvers.map(({ staffId, name }) => (
              <li key={staffId}>
                <Button
                  look={staffId === chosen ? 'soft' : 'plain'}
                  aria-pressed={staffId === chosen}
                  onPress={() => choose(staffId)}
                >
                  {name}
                </Button>
              </li>
            ))}
          </ul>
          <PinField
            key={chosen}
            compact
            label={say('approval.pin')}
            value={pin}
            onChange={setPin}
            onEnter={approve}
            onKey={(event) => {
              if (event.key !== 'Escape') return;
              event.preventDefault();
              withdraw();
            }}
          />
          <Button look="soft" isPending={busy} onPress={approve}>
            {say('approval.yes')}
          </Button>
        </>
      )}
      <Button look="quiet" onPress={withdraw}>
        {say('approval.no')}
      </Button>
      {refused && <Notice tone="stop" text={refusalSentence(refused, texts, currency)} />}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
    </section>
  );
}
