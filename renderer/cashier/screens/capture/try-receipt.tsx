import { useEffect, useState } from 'react';
import type { ReadingView } from '#shared/api/capture.api.ts';
import { knownOtherPapers } from '#shared/capture/other-papers.ts';
import type { ReceiptPattern } from '#shared/capture/receipt-pattern.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useCounter } from '../../use-counter.ts';
import { OwnPattern } from './own-pattern.tsx';
import { ReadingLine } from './reading-line.tsx';

const firstTry: ReceiptPattern = {
  name: 'own',
  labels: ['TOTALE'],
  decimal: 'comma',
  thousands: 'none',
  currencyWords: [],
  counts: 'only',
  nextLine: false,
  saleWords: [],
  otherPapers: knownOtherPapers,
  numbers: [],
};

/** A receipt to paste, and the total that would come out of it by the known patterns or by one that is made here. */
export function TryReceipt({ text, onText }: { text: string; onText(text: string): void }) {
  const say = useSay();
  const { till } = useCounter();
  const demo = useLive(till.info)?.demo ?? false;
  const [by, chooseBy] = useState<'all' | 'own'>('all');
  const [own, setOwn] = useState(firstTry);
  const reading = useReading(text, by === 'own' ? own : undefined);
  return (
    <section className="capture-try" aria-label={say('capture.try')}>
      <TextArea label={say('capture.text')} rows={7} value={text} onChange={onText} />
      {reading && <ReadingLine reading={reading} />}
      <Choice<'all' | 'own'>
        label={say('capture.pattern')}
        value={by}
        options={[
          ['all', say('capture.pattern.all')],
          ['own', say('capture.pattern.own')],
        ]}
        onChange={chooseBy}
      />
      {by === 'own' && <OwnPattern pattern={own} onChange={setOwn} />}
      {demo && text.trim() !== '' && (
        <Button onPress={() => void till.call('capture.practise', { text }).catch(() => {})}>
          {say('capture.practise')}
        </Button>
      )}
      {by === 'own' && own.labels.length > 0 && (
        <TextArea label={say('capture.settings')} rows={5} isReadOnly value={settingsText(own)} />
      )}
    </section>
  );
}

/** The pattern as settings have it: what nobody changed need not be said. */
const settingsText = (own: ReceiptPattern): string => {
  const { otherPapers, ...rest } = own;
  return JSON.stringify(otherPapers === knownOtherPapers ? rest : own);
};

/** What the till reads in the text, asked anew after each change; undefined while there is nothing to read. */
function useReading(text: string, own: ReceiptPattern | undefined): ReadingView | undefined {
  const { till } = useCounter();
  const state = useLive(till.state);
  const [read, setRead] = useState<{ about: string; reading: ReadingView }>();
  const about = JSON.stringify([text, own]);
  const isNothing = text.trim() === '' || own?.labels.length === 0;
  useEffect(() => {
    if (isNothing) return;
    // Away: asked again when the connection is back.
    till
      .call('capture.try', { text, patterns: own ? [own] : null })
      .then((reading) => setRead({ about, reading }))
      .catch(() => {});
  }, [till, text, own, about, isNothing, state]);
  return !isNothing && read?.about === about ? read.reading : undefined;
}
