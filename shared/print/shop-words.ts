import type { Say } from '../base/language.ts';
import type { PaperHouse } from '../settings/paper-settings.ts';
import { line, type Block } from './document.ts';

const center = { align: 'center' } as const;

/** How every paper begins: the shop's name, and what it says of itself. */
export const shopHead = ({ shop, head }: PaperHouse): Block[] => [
  line(shop, { ...center, scale: 2, bold: true }),
  ...head.map((text) => line(text, center)),
];

/** How every paper ends: the greeting in the shop's tone, and its own lines; nothing in a shop that chose none. */
export function shopFoot({ foot, tone }: PaperHouse, say: Say): Block[] {
  const words = [...(tone === 'plain' ? [] : [say(`paper.thanks.${tone}`)]), ...foot];
  return words.length === 0 ? [] : [{ kind: 'rule' }, ...words.map((text) => line(text, center))];
}
