import type { captureApi } from '#shared/api/capture.api.ts';
import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import { readingView, type Capture } from '#electron/capture/open-capture.ts';

/** What screens may ask about the registers beside this till. */
export const captureHandlers = (capture: Capture, demo: boolean): Handlers<typeof captureApi> => ({
  'capture.state': () => capture.view(),
  'capture.receipts': () => capture.receipts(),
  'capture.try': ({ text, patterns }) => readingView(capture.read(text, patterns)),
  'capture.practise': ({ text }) => {
    if (!demo) throw new ChannelError('NOT_FOUND', 'only the demo shop has a register of practice');
    capture.practise(text);
    return {};
  },
  'capture.dismiss': ({ receiptId }) => {
    capture.dismiss(receiptId);
    return capture.view();
  },
});
