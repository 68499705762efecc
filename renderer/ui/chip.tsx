import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { toneIcons, type Tone } from './tone.ts';
import './tone.css';
import './chip.css';

/** A few words with a meaning: shape, words and colour say the same thing. */
export function Chip({ tone, icon, children }: { tone: Tone; icon?: LucideIcon; children: ReactNode }) {
  const Icon = icon ?? toneIcons[tone];
  return (
    <span className="chip" data-tone={tone}>
      <Icon aria-hidden />
      {children}
    </span>
  );
}
