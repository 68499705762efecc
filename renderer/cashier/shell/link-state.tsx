import { Circle, CircleDashed, CircleDot, CircleSlash, RefreshCw, type LucideIcon } from 'lucide-react';
import type { TillStatus } from '#shared/api/till.api.ts';
import { useLive } from '../../client/live.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { useCounter } from '../use-counter.ts';

const icons: Record<TillStatus['link'], LucideIcon> = {
  online: CircleDot,
  offline: Circle,
  'not-paired': CircleDashed,
  forked: CircleSlash,
  retired: CircleSlash,
  off: CircleDashed,
};

/** How the till stands with the centre, and this window with the till: a shape and a word. */
export function LinkState() {
  const say = useSay();
  const { till } = useCounter();
  const state = useLive(till.state);
  const status = useLive(till.status);
  if (state !== 'open')
    return (
      <span className="link-state" data-tone="attention">
        <RefreshCw aria-hidden />
        {say('connection.reconnecting')}
      </span>
    );
  if (!status) return null;
  const Icon = icons[status.link];
  const tone = {
    online: 'gain',
    offline: 'attention',
    forked: 'stop',
    retired: 'stop',
    'not-paired': 'neutral',
    off: 'neutral',
  };
  // Alone, nothing waits for anybody.
  const waiting = status.link !== 'off' && status.link !== 'not-paired' && status.pending > 0;
  return (
    <span className="link-state" data-tone={tone[status.link]}>
      <Icon aria-hidden />
      {say(`link.${status.link}`)}
      {waiting && ` – ${say('link.waiting', { count: status.pending })}`}
    </span>
  );
}
