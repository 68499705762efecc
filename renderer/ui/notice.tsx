import type { ReactNode } from 'react';
import { toneIcons, type Tone } from './tone.ts';
import './tone.css';
import './notice.css';

/** One line that says what happened or what to do. It is read aloud when it changes; `children` are ways out. */
export function Notice({ tone, text, children }: { tone: Tone; text: string; children?: ReactNode }) {
  const Icon = toneIcons[tone];
  return (
    <div className="notice" data-tone={tone} role={tone === 'stop' ? 'alert' : 'status'}>
      <Icon aria-hidden />
      <p>{text}</p>
      {children}
    </div>
  );
}
