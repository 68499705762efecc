/**
 * What is known when the choice is made: what was asked for (TESSERA_SHELL), Electron as found, whether there is a screen to
 * show a window on, and whether we are root, as whom Electron refuses to run.
 * @typedef {{ asked: string | undefined, electron: { binary: string } | { missing: string }, screen: boolean, root: boolean }} Known
 */

/**
 * Electron where it can run, else the browser; what was asked for wins. `why` is one clause for the line that is printed; a
 * refusal is a whole sentence.
 * @param {Known} known
 * @returns {{ shell: 'electron', binary: string, why: string } | { shell: 'browser', why: string } | { refusal: string }}
 */
export function chooseShell({ asked, electron, screen, root }) {
  if (asked && asked !== 'electron' && asked !== 'browser')
    return { refusal: `TESSERA_SHELL is "${asked}"; it can be electron or browser.` };
  if (asked === 'browser') return { shell: 'browser', why: 'asked for with TESSERA_SHELL' };
  if (asked === 'electron')
    return 'binary' in electron
      ? { shell: 'electron', binary: electron.binary, why: 'asked for with TESSERA_SHELL' }
      : { refusal: `TESSERA_SHELL asks for electron, and that cannot be: ${electron.missing}.` };
  if ('missing' in electron) return { shell: 'browser', why: electron.missing };
  if (!screen) return { shell: 'browser', why: 'there is no screen for an Electron window' };
  if (root) return { shell: 'browser', why: 'Electron does not run as root' };
  return { shell: 'electron', binary: electron.binary, why: electron.binary };
}
