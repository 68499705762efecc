import { useState } from 'react';
import { errorCodeOf } from '#shared/api/channel.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { valueWords } from '#shared/api/value-words.ts';
import { parseAmount } from '#shared/money/money.ts';
import { useLive } from '../../client/live.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCounter } from '../use-counter.ts';

/** What can be put right by hand: what is counted, and money in a wallet. */
const adjustable = ['points', 'stamps', 'credit'];
const ways = ['up', 'down'] as const;
const mostMinor = 100_000_000;

/** Puts what the member at the counter holds right by hand, with a reason that stays in their history. */
export function AdjustValue({ walletId }: { walletId: string }) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const member = useLive(till.visit)?.member;
  const [asking, ask] = useState(false);
  const [chosen, choose] = useState<string>();
  const [way, turn] = useState<(typeof ways)[number]>('up');
  const [amountText, type] = useState('');
  const [note, explain] = useState('');
  const [failed, fail] = useState<string>();
  const holdings = (member?.walletId === walletId ? member.holdings : []).filter(({ unit }) =>
    adjustable.includes(unit.split(':')[0] ?? ''),
  );
  const unit = chosen ?? holdings[0]?.unit;
  if (unit === undefined) return null;
  const adjust = async (): Promise<void> => {
    const read = readAmount(amountText, unit);
    if (read === undefined) return fail(say('refusal.AMOUNT_NOT_A_NUMBER'));
    try {
      const answer = await till.call('manager.adjust', {
        ...{ walletId, unit, note, by: 'till', expiryDay: null },
        amount: way === 'up' ? read : -read,
      });
      fail(answer.ok ? undefined : refusalSentence(answer.refusal, speech, currency));
      if (!answer.ok) return;
      ask(false);
      type('');
      explain('');
    } catch (thrown) {
      fail(say(`error.${errorCodeOf(thrown)}`));
    }
  };
  if (!asking)
    return (
      <Button look="quiet" onPress={() => ask(true)}>
        {say('member.adjust')}
      </Button>
    );
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        void adjust();
      }}
    >
      {holdings.length > 1 && (
        <Choice
          label={say('member.adjust')}
          value={unit}
          options={holdings.map(
            ({ unit: of, total }) => [of, valueWords({ unit: of, amount: total }, speech, currency)] as const,
          )}
          onChange={choose}
        />
      )}
      <Choice
        label={say('member.adjust.way')}
        value={way}
        options={ways.map((one) => [one, say(`member.adjust.${one}`)] as const)}
        onChange={(next) => turn(next as (typeof ways)[number])}
      />
      <TextField label={say('member.adjust.amount')} value={amountText} onChange={type} inputMode="decimal" />
      <TextField label={say('member.adjust.note')} value={note} onChange={explain} maxLength={120} />
      {failed && <Notice tone="stop" text={failed} />}
      <Button type="submit" look="primary">
        {say('member.adjust.sure')}
      </Button>
      <Button look="quiet" onPress={() => ask(false)}>
        {say('app.close')}
      </Button>
    </form>
  );
}

/** How much was typed, in what the unit is counted in; undefined when it is no amount. */
function readAmount(text: string, unit: string): number | undefined {
  const [kind, currency = ''] = unit.split(':');
  if (kind !== 'credit') return /^\d{1,7}$/.test(text.trim()) ? Number(text) : undefined;
  const read = parseAmount(text, currency, mostMinor);
  return read.ok ? read.value.minor : undefined;
}
