import { ArrowLeft, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SegmentMember, SegmentSumView } from '#shared/api/segments.api.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Hit } from '../../members/find-panel.tsx';
import { segmentName, segmentWhy } from '../../members/segment-words.ts';
import { saveFile } from '../../save-file.ts';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { segmentCsv } from './segment-csv.ts';

const shownAtOnce = 30;
const exportedAtOnce = 200;

/** Who is in a segment and why, those who spent most first; pressing one puts them at the counter. */
export function SegmentMembers({ sum, onBack }: { sum: SegmentSumView; onBack(): void }) {
  const texts = useTexts();
  const { say } = texts;
  const { till, counter } = useCounter();
  const { segment } = sum;
  const [shown, show] = useState<readonly SegmentMember[]>();
  const [collected, setCollected] = useState<number>();
  const { attempt, busy, failed } = useAttempt();
  const more = (from: number) =>
    attempt(async () => {
      const page = await till.call('segments.members', { segment, from, most: shownAtOnce });
      show((before = []) => [...before.slice(0, from), ...page]);
    });
  useEffect(() => {
    void more(0);
    // oxlint-disable-next-line react/exhaustive-deps -- read once for a segment; more is asked for with the button
  }, [segment]);
  const exportAll = () =>
    attempt(async () => {
      const all: SegmentMember[] = [];
      for (let page = exportedAtOnce; page === exportedAtOnce;) {
        const found = await till.call('segments.members', {
          segment,
          from: all.length,
          most: exportedAtOnce,
        });
        all.push(...found);
        page = found.length;
        setCollected(all.length);
      }
      saveFile(`${segmentName(sum, say)}.csv`, 'text/csv;charset=utf-8', segmentCsv(all, texts));
      setCollected(undefined);
    });
  const count = shown?.length ?? 0;
  return (
    <Panel
      title={`${segmentName(sum, say)}: ${say('segments.members', { count: sum.members })}`}
      aside={
        <Button look="quiet" onPress={onBack}>
          <ArrowLeft aria-hidden />
          {say('segments.all')}
        </Button>
      }
    >
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {shown?.length === 0 && <p className="aside">{say('segments.empty')}</p>}
      <ul className="hits">
        {shown?.map(({ member, why }) => (
          <li key={member.walletId}>
            <Button onPress={() => void counter.present(member.walletId)}>
              <span className="segment-member">
                <Hit hit={member} />
                <span className="aside">{segmentWhy(why, texts)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="segment-actions">
        {count < sum.members && shown && (
          <Button isDisabled={busy} onPress={() => void more(count)}>
            {say('segments.more')}
          </Button>
        )}
        <Button look="quiet" isDisabled={busy} onPress={() => void exportAll()}>
          <Download aria-hidden />
          {collected === undefined
            ? say('segments.export')
            : say('segments.exporting', { done: `${collected} / ${sum.members}` })}
        </Button>
      </div>
    </Panel>
  );
}
