import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openWindow } from './open-browser.ts';

/**
 * Says in a window why the till cannot start, to somebody who did not start it from a terminal. Resolves when they closed it.
 * A file, since there is no server to serve it; no script, and nothing of the message is taken for markup.
 */
export async function showTrouble(browser: string, words: string): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-trouble-'));
  const file = path.join(folder, 'trouble.html');
  writeFileSync(file, troublePage(words), { mode: 0o600 });
  const options = {
    url: pathToFileURL(file).href,
    profileDir: path.join(folder, 'browser'),
    outlivesUs: false,
  };
  const window = openWindow(browser, options);
  await Promise.race([once(window, 'exit'), once(window, 'error')]);
  rmSync(folder, { recursive: true, force: true });
}

/** A page of plain words: it must look right when nothing else works. */
export function troublePage(words: string): string {
  const text = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Tessera</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; color-scheme: light dark;
    font: 20px/1.5 system-ui, sans-serif; padding: 48px; box-sizing: border-box }
  main { max-width: 34em; overflow-wrap: anywhere }
  h1 { font-size: 28px; margin: 0 0 16px }
</style>
<main><h1>Tessera cannot start</h1><p>${text}</p></main>
</html>
`;
}
