import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import type { Port } from '#shared/api/channel.ts';
import { isOurPage } from './our-page.ts';

/**
 * Attaches a port for every page that the window shows, one after the other. A reloaded page counts its requests from one
 * again, so an answer meant for the page before must never reach it.
 */
export function servePages(contents: WebContents, attach: (port: Port) => void): void {
  let current = new PagePort(contents);
  attach(current);
  contents.on('did-navigate', () => {
    current.close();
    current = new PagePort(contents);
    attach(current);
  });
  const receive = (event: IpcMainEvent, frame: unknown): void => {
    if (isFromOurPage(event, contents)) current.receive(frame);
  };
  ipcMain.on('frame', receive);
  contents.on('destroyed', () => {
    current.close();
    ipcMain.off('frame', receive);
  });
}

/** Only the top frame of our window, and only while it shows one of our screens, speaks to the till. */
function isFromOurPage(event: IpcMainEvent, contents: WebContents): boolean {
  const frame = event.senderFrame;
  return event.sender === contents && frame !== null && frame.parent === null && isOurPage(frame.url);
}

class PagePort implements Port {
  readonly #contents: WebContents;
  readonly #frameListeners = new Set<(frame: unknown) => void>();
  readonly #closeListeners = new Set<() => void>();
  #open = true;
  constructor(contents: WebContents) {
    this.#contents = contents;
  }
  send(frame: unknown): void {
    if (this.#open && !this.#contents.isDestroyed()) this.#contents.send('frame', frame);
  }
  onFrame(listener: (frame: unknown) => void): void {
    this.#frameListeners.add(listener);
  }
  onClose(listener: () => void): void {
    this.#closeListeners.add(listener);
  }
  receive(frame: unknown): void {
    for (const listener of this.#frameListeners) listener(frame);
  }
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const listener of this.#closeListeners) listener();
  }
}
