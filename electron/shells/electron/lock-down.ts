import { session, type WebContents } from 'electron';
import { isOurPage } from './our-page.ts';

/** Keeps a page where it is: no second windows, no way to another address, no embedded pages. */
export function lockNavigation(contents: WebContents): void {
  const stayHere = (event: { url: string; preventDefault(): void }): void => {
    if (!isOurPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHere);
  contents.on('will-frame-navigate', stayHere);
  contents.on('will-redirect', stayHere);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** The page may use nothing of the machine; devices belong to the core. */
export function lockPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
}
