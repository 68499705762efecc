import {
  bystanderApi,
  type BystanderApi,
  type DisplayInfo,
  type DisplayScene,
} from '#shared/api/bystander.ts';
import type { Port } from '#shared/api/channel.ts';
import type { Client, Timer } from '#shared/api/client.ts';
import { createConnection, type Connection } from '../client/connection.ts';
import { liveCell, type Live } from '../client/live.ts';

/** How long what a sale brought stays when no next customer comes. */
export const thanksMs = 20_000;

/** The till as a display sees it: what a bystander may read, kept fresh, and read anew after each reconnection. */
export interface Display extends Connection<BystanderApi> {
  info: Live<DisplayInfo | undefined>;
  /** Undefined while there is nobody to serve: also some time after a sale that nobody followed. */
  scene: Live<DisplayScene | undefined>;
}

/** Begins to talk to the till and never stops. `moved`: this display belongs to another till now, and has to start anew. */
export function createDisplay(open: () => Promise<Port>, timer: Timer, moved: () => void): Display {
  const info = liveCell<DisplayInfo | undefined>(undefined);
  const scene = liveCell<DisplayScene | undefined>(undefined);
  let stopThanks = (): void => {};

  const onOpen = (client: Client<BystanderApi>): void => {
    // News may overtake the answers: what was told since is newer.
    let [toldInfo, lastSerial] = [false, -1];
    const show = (next: DisplayScene): void => {
      if (next.serial <= lastSerial) return;
      lastSerial = next.serial;
      stopThanks();
      scene.set(next.kind === 'idle' ? undefined : next);
      if (next.kind === 'sold') stopThanks = timer.after(thanksMs, () => scene.set(undefined));
    };
    client.on('display.scene-changed', show);
    client.on('display.moved', moved);
    client.on('display.info-changed', (next) => {
      toldInfo = true;
      info.set(next);
    });
    const read = async (): Promise<void> => {
      const [how, now] = await Promise.all([
        client.call('display.info', {}),
        client.call('display.scene', {}),
      ]);
      show(now);
      if (!toldInfo) info.set(how);
    };
    // A drop while reading is noticed by the connection itself, and reading starts anew with the next one.
    read().catch(() => {});
  };
  return { ...createConnection({ contract: bystanderApi, open, timer, onOpen }), info, scene };
}
