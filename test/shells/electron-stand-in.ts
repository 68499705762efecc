import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import { vi } from 'vitest';

// What the tests of the Electron shell put in place of the module 'electron', which exists only inside Electron: as much of it
// as the shell uses, recording what it was asked for.

type Handler = (request: Request) => Promise<Response>;
interface Scheme {
  scheme: string;
  privileges: Record<string, boolean>;
}

/** Everything the shell made or registered, in order. */
export const seen = {
  windows: [] as BrowserWindow[],
  schemes: [] as Scheme[],
  protocols: new Map<string, Handler>(),
};

export class WebContents extends EventEmitter {
  setWindowOpenHandler = vi.fn<(answer: () => { action: string }) => void>();
  send = vi.fn<(channel: string, frame: unknown) => void>();
  reload = vi.fn<() => void>();
  isDestroyed = (): boolean => false;
}

export class BrowserWindow extends EventEmitter {
  webContents = new WebContents();
  loadURL = vi.fn<(url: string) => Promise<void>>(async () => {});
  maximize = vi.fn<() => void>();
  focus = vi.fn<() => void>();
  restore = vi.fn<() => void>();
  showInactive = vi.fn<() => void>();
  close = vi.fn<() => void>(() => {
    this.webContents.emit('destroyed');
    this.emit('closed');
  });
  getBounds = (): Bounds => ({ x: 0, y: 0, width: 1366, height: 768 });
  minimized = false;
  isMinimized = (): boolean => this.minimized;
  options: BrowserWindowConstructorOptions;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    seen.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  static getAllWindows = (): BrowserWindow[] => seen.windows;
}

class App extends EventEmitter {
  isPackaged = true;
  requestSingleInstanceLock = vi.fn<() => boolean>(() => true);
  enableSandbox = vi.fn<() => void>();
  setPath = vi.fn<(name: string, place: string) => void>();
  quit = vi.fn<() => void>();
  exit = vi.fn<(code: number) => void>();
  whenReady = async (): Promise<void> => {};
}
export const app = new App();

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** The screens of this computer; a test may plug in another. */
export const screens = [{ id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }];
export const screen = {
  getPrimaryDisplay: () => screens[0],
  getDisplayMatching: ({ x }: Bounds) => screens.find(({ bounds }) => bounds.x === x),
  getAllDisplays: () => screens,
};

export const dialog = { showErrorBox: vi.fn<(title: string, words: string) => void>() };
export const ipcMain = new EventEmitter();
export const protocol = {
  registerSchemesAsPrivileged: (schemes: Scheme[]): void => void seen.schemes.push(...schemes),
  handle: (scheme: string, handler: Handler): void => void seen.protocols.set(scheme, handler),
};

type Answer = (granted: boolean) => void;
/** What Electron says of a permission that is asked for, as far as the shell looks. */
interface AskedFor {
  isMainFrame: boolean;
  requestingUrl?: string;
  mediaTypes?: string[];
  mediaType?: string;
}
export const session = {
  defaultSession: {
    setPermissionRequestHandler:
      vi.fn<
        (handler: (contents: unknown, permission: string, answer: Answer, details: AskedFor) => void) => void
      >(),
    setPermissionCheckHandler:
      vi.fn<
        (
          handler: (contents: unknown, permission: string, origin: string, details: AskedFor) => boolean,
        ) => void
      >(),
    setDevicePermissionHandler: vi.fn<(handler: (details: unknown) => boolean) => void>(),
  },
};

export const contextBridge = { exposeInMainWorld: vi.fn<(name: string, api: unknown) => void>() };
export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: vi.fn<(channel: string, frame: unknown) => void>(),
});
