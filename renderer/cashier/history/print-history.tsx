import { Printer, ScrollText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';
import type { PrintAttempt } from '#shared/api/printer.api.ts';
import type { HistoryKind } from '#shared/reports/member-history.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { PaperPicture, type Picture } from '../papers/paper-image.tsx';
import '../papers/papers.css';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';

/** Which lines a statement is of. */
interface Wanted {
  walletId: string;
  kind: HistoryKind | null;
  lines: number;
}

/** The lines that are shown, on paper and in the member's language, for them to take home; the paper can be seen first. */
export function PrintHistory(wanted: Wanted) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [printed, show] = useState<PrintAttempt>();
  const [isSeen, see] = useState(false);
  const print = async () => {
    show(undefined);
    show(await till.call('history.print', wanted));
  };
  return (
    <>
      <Button isDisabled={busy} onPress={() => void attempt(print)}>
        <Printer aria-hidden />
        {say('history.print')}
      </Button>
      <Button look="quiet" aria-expanded={isSeen} onPress={() => see(!isSeen)}>
        <ScrollText aria-hidden />
        {say(isSeen ? 'history.paper.hide' : 'history.paper')}
      </Button>
      {isSeen && <Statement {...wanted} />}
      {printed && (
        <p role="status">
          {say(`history.print.${printed.outcome}`)}
          {printed.trouble && ` ${say(`printer.${printed.trouble}`)}`}
        </p>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </>
  );
}

/** The statement as it would come out now; drawn anew when it is of other lines. */
function Statement({ walletId, kind, lines }: Wanted) {
  const say = useSay();
  const { till } = useCounter();
  const [picture, show] = useState<Picture>();
  const [failed, fail] = useState<ErrorCode>();
  useEffect(() => {
    let wanted = true;
    till.call('history.preview', { walletId, kind, lines }).then(
      (drawn) => {
        if (!wanted) return;
        fail(undefined);
        show(drawn);
      },
      (thrown: unknown) => wanted && fail(errorCodeOf(thrown)),
    );
    return () => {
      wanted = false;
    };
  }, [till, walletId, kind, lines]);
  if (failed) return <p role="alert">{say(`error.${failed}`)}</p>;
  return <PaperPicture picture={picture} />;
}
