import { createInterpreter } from '#electron/devices/drivers/virtual-printer/interpreter.ts';
import { pageToPng, type Page } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { assert } from '#shared/base/assert.ts';
import type { Document } from '#shared/print/document.ts';
import type { PrinterModel } from './printer-model.ts';
import type { ShopLogo } from './shop-logo.ts';
import { documentToEscpos } from './to-escpos.ts';

/** A picture of the paper, one dot one pixel. */
export interface Preview {
  png: Uint8Array;
  widthDots: number;
  heightDots: number;
}

/** The paper as it comes out: drawn from the very bytes that the printer would get. */
export function previewDocument(
  document: Document,
  model: PrinterModel,
  logo: ShopLogo | null = null,
): Preview {
  const page = pageOf(documentToEscpos(document, model, logo), model.widthDots);
  return { png: pageToPng(page), widthDots: page.widthDots, heightDots: page.heightDots };
}

function pageOf(bytes: Uint8Array, widthDots: number): Page {
  const pages: Page[] = [];
  const interpreter = createInterpreter({ widthDots, onPage: (cut) => pages.push(cut) });
  interpreter.feed(bytes);
  const page = pages[0] ?? interpreter.tearOff();
  assert(page, 'a document is at least one line');
  return page;
}
