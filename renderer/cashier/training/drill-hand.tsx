import { Cable, FileText, ScanBarcode } from 'lucide-react';
import type { DrillHelp } from '#shared/api/training.api.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';

const icons = { scan: ScanBarcode, paper: FileText, cable: Cable };

/** What the present step of a drill needs and a trainee may not have: a card under the scanner, paper, or the cable. */
export function DrillHand({ help }: { help: DrillHelp }) {
  const say = useSay();
  const { till, counter } = useCounter();
  const { attempt } = useAttempt();
  const Icon = icons[help.kind];
  const give = (): Promise<unknown> => {
    if (help.kind === 'scan') return counter.scan({ deviceId: 'virtual-scanner', text: help.text });
    if (help.kind === 'paper') return till.call('practice.set-paper', { paper: help.paper });
    return till.call('training.cable', { out: help.out });
  };
  const words = {
    scan: () => say('drill.hand.scan', { hint: help.kind === 'scan' ? help.hint : '' }),
    paper: () =>
      say(help.kind === 'paper' && help.paper === 'out' ? 'drill.hand.paper-out' : 'drill.hand.paper-in'),
    cable: () => say(help.kind === 'cable' && help.out ? 'drill.hand.cable-out' : 'drill.hand.cable-in'),
  };
  return (
    <Button onPress={() => void attempt(give)}>
      <Icon aria-hidden />
      {words[help.kind]()}
    </Button>
  );
}
