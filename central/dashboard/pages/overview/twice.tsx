import { useState } from 'react';
import { useSpeech } from '../../texts.ts';

/** A button for what cannot be undone: the first press asks, the second does it. It says so when it was not done. */
export function Twice({ label, act }: { label: string; act: () => Promise<void> }) {
  const { say } = useSpeech();
  const [state, setState] = useState<'idle' | 'asking' | 'doing' | 'failed'>('idle');
  const press = (): void => {
    if (state !== 'asking') return setState('asking');
    setState('doing');
    act().then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  const words = { idle: label, doing: label, asking: `${label}?`, failed: say('dashboard.decide.failed') };
  return (
    <button
      type="button"
      className="decide"
      data-state={state}
      disabled={state === 'doing'}
      onClick={press}
      onBlur={() => state === 'asking' && setState('idle')}
    >
      {words[state]}
    </button>
  );
}
