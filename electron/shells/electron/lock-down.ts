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

/** Of the machine the page may see through a camera, which no core of ours could; every other device belongs to the core. */
export function lockPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const wanted = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const onlyVideo = wanted.length > 0 && wanted.every((type) => type === 'video');
    answer(permission === 'media' && onlyVideo && details.isMainFrame && isOurPage(details.requestingUrl));
  });
  // Asked before a camera's name is told, and again when it is opened.
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType, isMainFrame }) =>
      permission === 'media' && mediaType === 'video' && isMainFrame && isOurPage(origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}
