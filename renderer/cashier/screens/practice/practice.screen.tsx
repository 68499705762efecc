import { FlaskConical } from 'lucide-react';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { PracticePrinter } from './practice-printer.tsx';
import { PracticeScanner } from './practice-scanner.tsx';
import './practice.css';

/** Everything that stands around a till, to be tried without any of it. */
function PracticeScreen() {
  const say = useSay();
  const printer = useLive(useCounter().till.practicePrinter);
  return (
    <>
      <section className="practice-part" aria-label={say('practice.scanner')}>
        <p className="aside">{say('practice.hint')}</p>
        <PracticeScanner />
      </section>
      {printer && <PracticePrinter printer={printer} />}
    </>
  );
}

export const practice: Screen = {
  name: 'practice',
  place: 'side',
  title: 'practice.title',
  icon: FlaskConical,
  isOffered: (info) => info.demo,
  Body: PracticeScreen,
};
