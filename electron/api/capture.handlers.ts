import type { captureApi } from '#shared/api/capture.api.ts';
import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { Say } from '#shared/base/language.ts';
import { sampleFooter } from '#shared/print/documents/receipt-footer.document.ts';
import { modelNamed, modelNames } from '#electron/printing/printer-models.ts';
import { documentToRaster } from '#electron/printing/to-raster.ts';
import { readingView, type Capture } from '#electron/capture/open-capture.ts';

/** What screens may ask about the registers beside this till. */
export const captureHandlers = (capture: Capture, demo: boolean, say: Say): Handlers<typeof captureApi> => ({
  'capture.state': () => capture.view(),
  'capture.receipts': () => capture.receipts(),
  'capture.try': ({ text, patterns }) => readingView(capture.read(text, patterns)),
  'capture.practise': ({ text }) => {
    if (!demo) throw new ChannelError('NOT_FOUND', 'only the demo shop has a register of practice');
    capture.practise(text);
    return {};
  },
  'capture.set-footer'({ register, choice }) {
    const kept = capture.setFooter(register, choice);
    return kept.ok ? { ok: true } : { ok: false, refusal: kept.error };
  },
  'capture.models': () => modelNames.map((id) => ({ id, name: modelNamed(id).name })),
  'capture.sample': ({ register }) =>
    capture.printSample(register, ({ model }, cut) =>
      documentToRaster(sampleFooter(say), modelNamed(model), cut),
    ),
  'capture.dismiss': ({ receiptId }) => {
    capture.dismiss(receiptId);
    return capture.view();
  },
});
