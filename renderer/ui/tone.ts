import { Check, CircleAlert, CircleX, Info, Minus, type LucideIcon } from 'lucide-react';

/** What a colour means; nothing is coloured without one. */
export type Tone = 'neutral' | 'gain' | 'spend' | 'attention' | 'stop';

/** The shape that says the same as the colour, for whoever does not see colours. */
export const toneIcons: Readonly<Record<Tone, LucideIcon>> = {
  neutral: Info,
  gain: Check,
  spend: Minus,
  attention: CircleAlert,
  stop: CircleX,
};
