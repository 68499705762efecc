import { ReceiptText } from 'lucide-react';
import { useState } from 'react';
import type { ReceiptView, RegisterView } from '#shared/api/capture.api.ts';
import { formatClock } from '#shared/api/sentences.ts';
import { useLive } from '../../../client/live.ts';
import { useSay, useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { FooterPanel } from './footer-panel.tsx';
import { ReadingLine } from './reading-line.tsx';
import { TryReceipt } from './try-receipt.tsx';
import './capture.css';

/** The registers beside this till, what they printed, and a place to try what would be read in it. */
function CaptureScreen() {
  const say = useSay();
  const { till } = useCounter();
  const registers = useLive(till.capture)?.registers ?? [];
  const receipts = useLive(till.receipts);
  const [text, setText] = useState('');
  return (
    <div className="capture">
      {registers.length === 0 && <p className="aside">{say('capture.none')}</p>}
      {registers.map((register) => (
        <RegisterLine key={register.place} register={register} />
      ))}
      {registers.length > 0 && <h3>{say('capture.latest')}</h3>}
      {registers.length > 0 && receipts.length === 0 && <p className="aside">{say('capture.empty')}</p>}
      <ul className="capture-receipts">
        {receipts.slice(0, 5).map((receipt) => (
          <Receipt key={receipt.receiptId} receipt={receipt} onTry={setText} />
        ))}
      </ul>
      {registers.map(
        ({ name, footer }) => footer && <FooterPanel key={name} register={name} footer={footer} />,
      )}
      <TryReceipt text={text} onText={setText} />
    </div>
  );
}

function RegisterLine({ register: { name, place, state } }: { register: RegisterView }) {
  const say = useSay();
  const tone = state === 'ready' ? 'gain' : state === 'starting' ? 'neutral' : 'attention';
  return <Notice tone={tone} text={`${name} (${place}): ${say(`capture.state.${state}`)}`} />;
}

function Receipt({ receipt, onTry }: { receipt: ReceiptView; onTry(text: string): void }) {
  const { say, language } = useTexts();
  return (
    <li>
      <h4>
        {receipt.register} <time>{formatClock(receipt.readAtMs, language)}</time>
      </h4>
      <ReadingLine reading={receipt.reading} />
      {receipt.lines.length > 0 && (
        <Button look="quiet" onPress={() => onTry(receipt.lines.join('\n'))}>
          {say('capture.try')}
        </Button>
      )}
    </li>
  );
}

export const capture: Screen = {
  name: 'capture',
  place: 'manage',
  title: 'capture.title',
  about: 'capture.about',
  icon: ReceiptText,
  isOffered: () => true,
  Body: CaptureScreen,
};
