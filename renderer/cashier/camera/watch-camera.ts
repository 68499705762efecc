import { cameraTroubleOf, type CameraTrouble } from './camera-trouble.ts';
import type { Read } from './decode-words.ts';
import { oncePerShowing } from './once-per-showing.ts';
import { openCamera, stop } from './open-camera.ts';
import { startDecoder } from './start-decoder.ts';

/** How a camera is: opening, looking at what is held before it, or in trouble. */
export type CameraState = 'starting' | 'watching' | CameraTrouble;

export interface WatchCameraOptions {
  name: string;
  /** Shows what the camera sees; pictures are taken from it. */
  video: HTMLVideoElement;
  onScan(text: string): void;
  became(state: CameraState): void;
}

/** Reading takes at most 30 % of a core: after each picture we rest for so many times as long as it took. */
const restShare = 2.5;
/** More pictures a second find nothing sooner. */
const leastRestMs = 100;
/** A camera that another program has may be free again. */
const againMs = 3_000;

/** How long another window of this till may have the camera before it is said. */
const elsewhereMs = 1_500;

/**
 * Watches a camera until it is told to stop, also when it is pulled out and comes back. Of several windows of a till one watches, so
 * that nothing is scanned twice; the next one does when that one is closed. Returns how to stop.
 */
export function watchCamera({ name, video, onScan, became }: WatchCameraOptions): () => void {
  const decoder = startDecoder();
  const stopping = new AbortController();
  const { signal } = stopping;
  let showing = oncePerShowing();
  let stream: MediaStream | undefined;
  let isOurs = false;
  /** Each opening has a turn of its own: what comes of an older one is let go of. */
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (work: () => void, ms: number): void => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(work, ms);
  };

  const letGo = (): void => {
    if (stream) stop(stream);
    stream = undefined;
    video.srcObject = null;
  };
  const fail = (trouble: CameraTrouble): void => {
    letGo();
    if (signal.aborted) return;
    became(trouble);
    if (trouble === 'busy') later(open, againMs);
  };
  /** What is in the picture now, or undefined where there is none to be had. */
  const lookOnce = async (): Promise<Read | undefined> => {
    if (document.hidden || video.readyState < video.HAVE_CURRENT_DATA) return undefined;
    const picture = await createImageBitmap(video).catch(() => undefined);
    return picture && decoder.read(picture);
  };
  const look = async (from: MediaStream): Promise<void> => {
    const read = await lookOnce();
    if (signal.aborted || stream !== from) return;
    if (read && 'broken' in read) return fail('broken');
    if (read) {
      became('watching');
      const text = showing.see(read.codes, performance.now());
      if (text !== undefined) onScan(text);
    }
    later(() => void look(from), Math.max(leastRestMs, (read?.tookMs ?? 0) * restShare));
  };
  const openIn = async (mine: number): Promise<void> => {
    letGo();
    became('starting');
    const opened = await openCamera(name).catch(cameraTroubleOf);
    if (signal.aborted || mine !== turn) return typeof opened === 'string' ? undefined : stop(opened);
    if (typeof opened === 'string') return fail(opened);
    stream = opened;
    showing = oncePerShowing();
    for (const track of opened.getVideoTracks())
      track.addEventListener('ended', () => stream === opened && fail('gone'));
    video.srcObject = opened;
    // Called off by the next opening, or by whoever stops us: both let go of it.
    await video.play().catch(() => {});
    await look(opened);
  };
  const open = (): void => void openIn((turn += 1));
  // Something was plugged in or out.
  const onDevices = (): void => {
    if (isOurs && !stream) open();
  };

  navigator.mediaDevices.addEventListener('devicechange', onDevices);
  later(() => became('busy'), elsewhereMs);
  const watching = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  const ours = navigator.locks.request('camera', { signal }, () => {
    isOurs = true;
    clearTimeout(timer);
    open();
    return watching;
  });
  // Stopped before it was our turn.
  ours.catch(() => {});
  return () => {
    stopping.abort();
    clearTimeout(timer);
    navigator.mediaDevices.removeEventListener('devicechange', onDevices);
    decoder.close();
    letGo();
  };
}
