import { History } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';
import { mostOnStatement, type HistoryLineView, type HistoryPage } from '#shared/api/history.api.ts';
import { momentsOf } from '#shared/reports/history-moments.ts';
import { historyKinds, type HistoryKind } from '#shared/reports/member-history.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ExportMember } from '../members/export-member.tsx';
import { useCounter } from '../use-counter.ts';
import { HistoryGroup } from './history-group.tsx';
import { PrintHistory } from './print-history.tsx';
import './history.css';

/** What happened to a member, newest first: a page at a time, all of it or one kind. */
export function HistoryPanel({ walletId, onClose }: { walletId: string; onClose(): void }) {
  const say = useSay();
  const [kind, choose] = useState<HistoryKind | 'all'>('all');
  const kinds = (['all', ...historyKinds] as const).map((one) => [one, say(`history.kind.${one}`)] as const);
  return (
    <Panel
      title={say('history.title')}
      aside={
        <Button look="quiet" onPress={onClose}>
          {say('app.close')}
        </Button>
      }
    >
      <div className="history">
        <Choice
          label={say('history.kind')}
          value={kind}
          options={kinds}
          onChange={(next: HistoryKind | 'all') => choose(next)}
        />
        <HistoryList key={kind} walletId={walletId} kind={kind === 'all' ? null : kind} />
        <ExportMember walletId={walletId} />
      </div>
    </Panel>
  );
}

function HistoryList({ walletId, kind }: { walletId: string; kind: HistoryKind | null }) {
  const say = useSay();
  const { page, failed, more } = useHistory(walletId, kind);
  return (
    <>
      {page?.told === 'offline' && <Notice tone="attention" text={say('history.offline')} />}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {!page && !failed && <p className="aside">{say('history.reading')}</p>}
      {page?.lines.length === 0 && page.older === null && <p className="aside">{say('history.empty')}</p>}
      {page && page.lines.length > 0 && (
        <ol className="history-groups" aria-label={say('history.title')}>
          {momentsOf(page.lines).map((lines) => (
            <HistoryGroup key={placeOf(lines[0])} walletId={walletId} lines={lines} />
          ))}
        </ol>
      )}
      {page && page.lines.length > 0 && (
        <PrintHistory walletId={walletId} kind={kind} lines={Math.min(page.lines.length, mostOnStatement)} />
      )}
      {(failed || (page && page.older !== null)) && (
        <Button onPress={more}>
          <History aria-hidden />
          {say(failed ? 'history.again' : 'history.older')}
        </Button>
      )}
    </>
  );
}

/** The pages read so far, as one; an answer that comes late is nobody's. */
function useHistory(walletId: string, kind: HistoryKind | null) {
  const { till } = useCounter();
  const [page, show] = useState<HistoryPage>();
  const [failed, fail] = useState<ErrorCode>();
  const asked = useRef(0);
  const read = (before: HistoryPage | undefined): void => {
    const turn = (asked.current += 1);
    till.call('history.page', { walletId, kind, from: before?.older ?? '' }).then(
      (next) => {
        if (turn !== asked.current) return;
        fail(undefined);
        const told = next ?? { lines: [], older: null, told: 'here' as const };
        show({ ...told, lines: [...(before?.lines ?? []), ...told.lines] });
      },
      (thrown: unknown) => turn === asked.current && fail(errorCodeOf(thrown)),
    );
  };
  useEffect(() => {
    read(undefined);
    // oxlint-disable-next-line react/exhaustive-deps -- read once for a kind; older ones are asked for with the button
  }, [till, walletId, kind]);
  return { page, failed, more: () => read(page) };
}

const placeOf = (line: HistoryLineView | undefined): string =>
  line ? `${line.place.writer} ${line.place.seq}` : '';
