import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { PrintAttempt } from '#shared/api/printer.api.ts';
import type { HistoryKind } from '#shared/reports/member-history.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';

/** The lines that are shown, on paper and in the member's language, for them to take home. */
export function PrintHistory({
  walletId,
  kind,
  lines,
}: {
  walletId: string;
  kind: HistoryKind | null;
  lines: number;
}) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [printed, show] = useState<PrintAttempt>();
  const print = async () => {
    show(undefined);
    show(await till.call('history.print', { walletId, kind, lines }));
  };
  return (
    <>
      <Button isDisabled={busy} onPress={() => void attempt(print)}>
        <Printer aria-hidden />
        {say('history.print')}
      </Button>
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
