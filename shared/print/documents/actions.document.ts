import type { Say } from '../../base/language.ts';
import type { ScannedAction } from '../../scan/scanned-action.ts';
import { line, type Document } from '../document.ts';

/** The sheet of actions for a receipt printer: each with its words above its bars, and white between them, so that one alone is read. */
export const actionsDocument = (
  lines: readonly { action: ScannedAction; code: string }[],
  say: Say,
): Document => ({
  title: say('actions.title'),
  blocks: [
    line(say('actions.title'), { scale: 2, align: 'center', bold: true }),
    line(say('actions.about')),
    ...lines.flatMap(({ action, code }): Document['blocks'] => [
      { kind: 'space', lines: 2 },
      line(say(`actions.${action}`), { align: 'center', bold: true }),
      { kind: 'code128', text: code },
    ]),
  ],
});
