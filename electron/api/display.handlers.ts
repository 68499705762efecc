import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { displayApi } from '#shared/api/display.api.ts';
import type { poleApi } from '#shared/api/pole.api.ts';
import type { CustomerDisplays } from '#electron/display/customer-displays.ts';
import type { PoleStation } from '#electron/display/pole-station.ts';
import { poleHandlers } from './pole.handlers.ts';

/** Opening and setting up the customer display. A shell without windows (`open` absent) has none to open. */
export const displayHandlers = (
  displays: CustomerDisplays,
  pole: PoleStation,
  open: (() => { url: string | null }) | undefined,
): Handlers<typeof displayApi & typeof poleApi> => ({
  ...poleHandlers(pole),
  'display.view': () => displays.view(),
  'display.set-up': (setup) => {
    displays.setUp(setup);
    return displays.view();
  },
  'display.open': () => {
    if (!open) throw new ChannelError('NOT_FOUND', 'this till has no windows');
    return open();
  },
  'display.picture': ({ pictureId }) => displays.picture(pictureId),
  'display.add-picture': ({ dataUrl }) => ({ refused: displays.addPicture(dataUrl) }),
  'display.remove-picture': ({ pictureId }) => {
    displays.removePicture(pictureId);
    return {};
  },
});
