import { z } from 'zod';
import { DisplaySetup } from '../settings/display-setup.ts';
import { PictureId } from './bystander.ts';
import { call, event } from './channel.ts';

/** A picture in the display's folder. One that is too large to be shown says so. */
export const DisplayPicture = z.object({ pictureId: PictureId, sizeBytes: z.int(), tooLarge: z.boolean() });
export type DisplayPicture = z.infer<typeof DisplayPicture>;

/** The customer display as whoever sets it up sees it. `open` counts the displays that are connected. */
export const DisplayView = z.object({
  setup: DisplaySetup,
  open: z.int().nonnegative(),
  pictures: z.array(DisplayPicture),
  /** The folder that pictures can be put into by hand. */
  folder: z.string(),
});
export type DisplayView = z.infer<typeof DisplayView>;

/** Why a picture was not taken; a text under `devices.display.picture.<code>`. */
export const PictureRefusal = z.enum(['not-a-picture', 'too-large', 'too-many']);
export type PictureRefusal = z.infer<typeof PictureRefusal>;

/** Opening and setting up the customer display; what the display itself may ask stands in bystander.ts. */
export const displayApi = {
  'display.view': call(z.object({}), DisplayView),
  'display.set-up': call(DisplaySetup, DisplayView),
  /** `url` is for the page to open in a window of its own, once and soon; null when the shell has opened one itself. */
  'display.open': call(z.object({}), z.object({ url: z.string().nullable() })),
  'display.picture': call(z.object({ pictureId: PictureId }), z.object({ dataUrl: z.string() }).nullable()),
  /** A picture as a `data:` address of PNG, JPEG or WebP. */
  'display.add-picture': call(
    z.object({ dataUrl: z.string().max(1_000_000) }),
    z.object({ refused: PictureRefusal.nullable() }),
  ),
  'display.remove-picture': call(z.object({ pictureId: PictureId }), z.object({})),
  'display.view-changed': event(DisplayView),
} as const;
