import { useEffect, useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { PaperView, VoucherDraft } from '#shared/api/vouchers.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { useCounter } from '../../use-counter.ts';

/** Typing is followed by the paper when it pauses. */
const pauseMs = 200;

/**
 * The very paper, drawn anew while it is thought of. What is no paper yet leaves the last one in sight, greyed, with why; `looks` changes
 * when the shop's picture does.
 */
export function LivePaper({ draft, looks }: { draft: VoucherDraft | undefined; looks: number }) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const [paper, setPaper] = useState<PaperView>();
  const [refusal, setRefusal] = useState<RefusalView>();
  const asked = draft && JSON.stringify(draft);
  useEffect(() => {
    if (asked === undefined) return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      till.call('vouchers.preview', JSON.parse(asked) as VoucherDraft).then(
        (drawn) => {
          if (!wanted) return;
          setRefusal(drawn.ok ? undefined : drawn.refusal);
          if (drawn.ok) setPaper(drawn.paper);
        },
        // The line is away: the last paper stays, and the next change asks again.
        () => {},
      );
    }, pauseMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [till, asked, looks]);
  const isOld = draft === undefined || refusal !== undefined;
  return (
    <figure className="live-paper" data-old={isOld} data-drawn={paper !== undefined}>
      <figcaption>{say('vouchers.preview')}</figcaption>
      {paper && (
        <img
          src={paper.png}
          width={paper.widthDots}
          height={paper.heightDots}
          alt={say('printing.preview')}
        />
      )}
      {isOld && (
        <p role="status" className="aside">
          {refusal ? refusalSentence(refusal, speech, currency) : say('vouchers.not-yet')}
        </p>
      )}
    </figure>
  );
}
