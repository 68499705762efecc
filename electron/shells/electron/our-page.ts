/** The scheme under which the screens are served inside Electron. */
export const SCHEME = 'tessera';
/** Where the window starts. */
export const START_URL = `${SCHEME}://till/`;
/** Where the customer display starts. */
export const DISPLAY_URL = `${SCHEME}://till/display.html`;

/** Whether a URL is one of our screens: exactly our scheme and host, however it continues. */
export function isOurPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${SCHEME}:` && host === 'till' && username === '' && password === '';
}
