import { HeartHandshake, Printer } from 'lucide-react';
import { useState } from 'react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { groupedReferralCode } from '#shared/print/documents/invitation.document.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { JobPaper } from '../papers/job-paper.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import './referral.css';

/** The member's code for friends, what came of it, and a slip to give away. */
export function Friends({ friends }: { friends: NonNullable<VisitView['member']>['friends'] }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [jobId, setJobId] = useState<string>();
  if (!friends) return null;
  const { code, sent, rewarded, wasSent } = friends;
  return (
    <section className="friends" aria-label={say('referral.friends')}>
      <p className="friends-code">
        <HeartHandshake aria-hidden />
        <span>{say('referral.own-code')}</span>
        <strong>{groupedReferralCode(code)}</strong>
      </p>
      <p className="aside">
        {[
          sent > 0 && say('referral.sent', { count: sent }),
          sent > 0 && say('referral.rewarded', { count: rewarded }),
          wasSent && say('referral.was-sent'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Button
        look="quiet"
        isDisabled={busy}
        onPress={() => void attempt(async () => setJobId((await till.call('referral.invite', {}))?.jobId))}
      >
        <Printer aria-hidden />
        {say('referral.print')}
      </Button>
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {jobId !== undefined && <JobPaper jobId={jobId} />}
    </section>
  );
}
