import { BrowserWindow, screen, type Display } from 'electron';
import type { Port } from '#shared/api/channel.ts';
import { DISPLAY_URL } from './our-page.ts';
import { servePages } from './page-port.ts';
import { showScreens, webPreferences } from './window.ts';

let shown: BrowserWindow | undefined;

/**
 * Shows the customer display: filling the screen on which the till is not, where there is a second one, else in a window. Opened
 * again it is the same window. What is attached speaks for this window alone, and as a display.
 */
export function showDisplay(attach: (port: Port) => void, till: BrowserWindow | undefined): void {
  if (shown) return shown.focus();
  const other = otherScreen(till);
  const window = new BrowserWindow({
    ...(other?.bounds ?? { width: 1024, height: 600 }),
    minWidth: 480,
    minHeight: 320,
    fullscreen: other !== undefined,
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(),
  });
  shown = window;
  window.once('ready-to-show', () => window.showInactive());
  window.once('closed', () => (shown = undefined));
  servePages(window.webContents, attach);
  showScreens(window, DISPLAY_URL);
}

/** A display does not outlive the window of the till. */
export function closeDisplay(): void {
  shown?.close();
}

function otherScreen(till: BrowserWindow | undefined): Display | undefined {
  const own = till ? screen.getDisplayMatching(till.getBounds()) : screen.getPrimaryDisplay();
  return screen.getAllDisplays().find(({ id }) => id !== own.id);
}
