import { expect, test } from 'vitest';
import { findBrowser } from '#electron/shells/browser/open-browser.ts';
import { troublePage } from '#electron/shells/browser/trouble-page.ts';
import { defaultDataDir } from '#electron/shells/data-folder.ts';

const has =
  (...files: string[]) =>
  (file: string): boolean =>
    files.includes(file);
const desk = { PATH: '/usr/local/bin:/usr/bin', DISPLAY: ':0' };

test('the first Chromium, Chrome or Edge on the path is used, in that order', () => {
  const all = ['/usr/bin/microsoft-edge', '/usr/bin/google-chrome', '/usr/bin/chromium'];
  expect(findBrowser(desk, 'linux', has(...all))).toBe('/usr/bin/chromium');
  expect(findBrowser(desk, 'linux', has('/usr/bin/microsoft-edge', '/usr/local/bin/google-chrome'))).toBe(
    '/usr/local/bin/google-chrome',
  );
  expect(findBrowser(desk, 'linux', has('/usr/bin/firefox'))).toBeUndefined();
});

test('without a screen, or when it was asked for, there is no window', () => {
  const chromium = has('/usr/bin/chromium');
  expect(findBrowser({ PATH: '/usr/bin' }, 'linux', chromium)).toBeUndefined();
  expect(findBrowser({ PATH: '/usr/bin', WAYLAND_DISPLAY: 'wayland-0' }, 'linux', chromium)).toBe(
    '/usr/bin/chromium',
  );
  expect(findBrowser({ ...desk, TESSERA_NO_BROWSER: '1' }, 'linux', chromium)).toBeUndefined();
});

test('another browser can be named', () => {
  const named = { ...desk, TESSERA_BROWSER: '/opt/browser' };
  expect(findBrowser(named, 'linux', has('/usr/bin/chromium'))).toBe('/opt/browser');
});

test('Windows and macOS keep their browsers elsewhere', () => {
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
  expect(findBrowser(env, 'win32', has(edge))).toBe(edge);
  const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(findBrowser({}, 'darwin', has(chrome))).toBe(chrome);
});

test('the data lies where the platform keeps it, the same for both shells', () => {
  expect(defaultDataDir('linux', {}, '/home/anna')).toBe('/home/anna/.local/share/tessera');
  expect(defaultDataDir('linux', { XDG_DATA_HOME: '/data' }, '/home/anna')).toBe('/data/tessera');
  expect(defaultDataDir('darwin', {}, '/Users/anna')).toBe('/Users/anna/Library/Application Support/Tessera');
  expect(
    defaultDataDir('win32', { LOCALAPPDATA: 'C:\\Users\\anna\\AppData\\Local' }, 'C:\\Users\\anna'),
  ).toBe('C:\\Users\\anna\\AppData\\Local\\Tessera');
});

test('words about trouble are never taken for markup', () => {
  const page = troublePage('cannot open <script>alert(1)</script> & more');
  expect(page).toContain('cannot open &lt;script>alert(1)&lt;/script> &amp; more');
  expect(page).not.toContain('<script');
});
