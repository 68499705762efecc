import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

type Env = Record<string, string | undefined>;

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const macPrograms = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * A Chromium, Chrome or Edge that can open a window here; TESSERA_BROWSER names another. Undefined when there is none, no
 * screen, or TESSERA_NO_BROWSER=1.
 */
export function findBrowser(
  env: Env,
  platform: NodeJS.Platform,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  if (env['TESSERA_NO_BROWSER'] === '1') return undefined;
  if (env['TESSERA_BROWSER']) return env['TESSERA_BROWSER'];
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  return candidates(env, platform).find(exists);
}

function candidates(env: Env, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') {
    const places = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
    return places
      .filter((place) => place !== undefined)
      .flatMap((place) => windowsPrograms.map((program) => path.win32.join(place, program)));
  }
  if (platform === 'darwin')
    return macPrograms.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const places = (env['PATH'] ?? '').split(':').filter((place) => place.startsWith('/'));
  return linuxNames.flatMap((name) => places.map((place) => path.posix.join(place, name)));
}

/**
 * Opens a window without tabs or address bar, with a profile of its own: no foreign extension, password or history is near
 * the till, and closing the window ends this process of the browser.
 */
export function openWindow(
  browser: string,
  options: { url: string; profileDir: string; outlivesUs: boolean },
): ChildProcess {
  const asRoot = process.getuid?.() === 0;
  const child = spawn(
    browser,
    [
      `--app=${options.url}`,
      `--user-data-dir=${options.profileDir}`,
      '--start-maximized',
      '--window-size=1366,768',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-extensions',
      '--disable-quic',
      '--disable-sync',
      '--disable-features=Translate',
      '--password-store=basic',
      // Chromium has no sandbox for root; a shop's till does not run as root.
      ...(asRoot ? ['--no-sandbox', '--disable-gpu'] : []),
    ],
    { stdio: 'ignore', detached: options.outlivesUs },
  );
  if (options.outlivesUs) child.unref();
  return child;
}
