import type { Say } from '../../base/language.ts';
import type { PaperHouse } from '../../settings/paper-settings.ts';
import { line, type Document } from '../document.ts';
import { shopFoot, shopHead } from '../shop-words.ts';

/** What every paper of the shop looks like around its own words: for choosing those, never for a customer. */
export const sampleDocument = (house: PaperHouse, say: Say): Document => ({
  title: say('paper.sample'),
  blocks: [
    { kind: 'logo' },
    ...shopHead(house),
    { kind: 'space', lines: 1 },
    line(say('paper.sample'), { align: 'center' }),
    { kind: 'space', lines: 1 },
    ...shopFoot(house, say),
  ],
});
