import { useState } from 'react';
import { errorCodeOf } from '#shared/api/channel.ts';
import type { ReversalAnswer, SaleView } from '#shared/api/refund.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useCounter } from '../../use-counter.ts';
import { ReversalMoves } from './reversal-moves.tsx';
import { SaleLine } from './sale-line.tsx';

type Kind = 'refund' | 'void';
/** A reversal that was shown, and the id under which it happens at most once, however often it is confirmed. */
interface Shown {
  answer: ReversalAnswer;
  commandId: string;
  confirmed: boolean;
}

/** One sale: how much of it goes back, what that moves, and the key that does it. */
export function ChosenSale({
  saleId,
  sale,
  onReversed,
}: {
  saleId: string;
  sale: SaleView | undefined;
  onReversed(): void;
}) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const [kind, setKind] = useState<Kind>('refund');
  const [amountText, setAmountText] = useState('');
  const [lineTexts, setLineTexts] = useState<Readonly<Record<number, string>>>({});
  const [shown, show] = useState<Shown>();
  const [failed, fail] = useState<string>();
  const lines = Object.entries(lineTexts)
    .filter(([, text]) => text.trim() !== '')
    .map(([line, text]) => ({ line: Number(line), amountText: text }));
  const wanted = kind === 'void' ? { amountText: '', lines: [] } : { amountText, lines };
  /** Whatever is changed has to be looked at again before it can be confirmed. */
  const change = (what: () => void): void => {
    show(undefined);
    what();
  };
  const ask = async (
    question: Promise<ReversalAnswer>,
    commandId: string,
    confirmed: boolean,
  ): Promise<void> => {
    try {
      const answer = await question;
      fail(undefined);
      show({ answer, commandId, confirmed: confirmed && answer.ok });
      if (confirmed && answer.ok) onReversed();
    } catch (thrown) {
      fail(errorCodeOf(thrown));
    }
  };
  const plan = () => ask(till.call('refund.plan', { saleId, kind, ...wanted }), crypto.randomUUID(), false);
  const confirm = (commandId: string) =>
    ask(till.call('refund.confirm', { saleId, kind, ...wanted, commandId, note: '' }), commandId, true);
  const kinds = [
    ['refund', say('refund.kind.refund')],
    ['void', say('refund.kind.void')],
  ] as const;
  return (
    <>
      {sale ? <SaleLine sale={sale} /> : <p>{saleId}</p>}
      {sale?.voidable && (
        <Choice
          label={say('refund.kind')}
          value={kind}
          options={kinds}
          onChange={(next: Kind) => change(() => setKind(next))}
        />
      )}
      <form
        className="refund-form"
        onSubmit={(event) => {
          event.preventDefault();
          void plan();
        }}
      >
        {kind === 'refund' && (
          <TextField
            label={say('refund.amount')}
            value={amountText}
            onChange={(text) => change(() => setAmountText(text))}
          />
        )}
        {kind === 'refund' &&
          sale?.items.map(({ item, label }, line) => (
            <TextField
              key={item}
              label={say('refund.line', { item: label })}
              value={lineTexts[line] ?? ''}
              onChange={(text) => change(() => setLineTexts({ ...lineTexts, [line]: text }))}
            />
          ))}
        <Button type="submit" look={shown?.answer.ok ? 'plain' : 'primary'}>
          {say('refund.plan')}
        </Button>
      </form>
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {shown && !shown.answer.ok && (
        <Notice tone="stop" text={refusalSentence(shown.answer.refusal, speech, currency)} />
      )}
      {shown?.answer.ok && <ReversalMoves reversal={shown.answer.reversal} done={shown.confirmed} />}
      {shown?.answer.ok && !shown.confirmed && (
        <Button look="primary" onPress={() => void confirm(shown.commandId)}>
          {say('refund.confirm')}
        </Button>
      )}
    </>
  );
}
