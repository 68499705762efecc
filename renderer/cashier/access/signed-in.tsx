import { LockKeyhole } from 'lucide-react';
import { useLive } from '../../client/live.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { useCounter } from '../use-counter.ts';

/** Who is in, and the way out: nothing in a shop where nobody has to sign in. */
export function SignedIn() {
  const say = useSay();
  const { till } = useCounter();
  const who = useLive(till.access)?.who;
  if (!who) return null;
  return (
    <Button
      look="quiet"
      aria-label={say('lock.lock.of', { name: who.name })}
      onPress={() => void till.call('access.lock', {}).catch(() => {})}
    >
      <span className="signed-in">
        <LockKeyhole aria-hidden />
        <span>{who.name}</span>
        <KeyCap>F12</KeyCap>
      </span>
    </Button>
  );
}
