import type { Say } from '#shared/base/language.ts';
import { escposWriter } from './escpos-writer.ts';
import { wrap } from './printable-text.ts';
import type { PrinterModel } from './printer-model.ts';

/** A short slip with a large number, for somebody to say whether this very one came out, and clean. */
export function confirmSlip(model: PrinterModel, number: number, say: Say): Uint8Array {
  const writer = escposWriter(model);
  writer.line(String(number), { scale: 3, align: 'center', bold: true });
  for (const text of wrap(say('test-page.slip', { number }), model.columns))
    writer.line(text, { scale: 1, align: 'center', bold: false });
  writer.endPage();
  return writer.bytes();
}
