import type { CameraTrouble } from './camera-trouble.ts';
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

/** Watches a camera until it is told to stop, also when it is pulled out and comes back. Returns how to stop. */
export function watchCamera({ name, video, onScan, became }: WatchCameraOptions): () => void {
  const decoder = startDecoder();
  let showing = oncePerShowing();
  let stream: MediaStream | undefined;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (work: () => void, ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(work, ms);
  };

  const letGo = (): void => {
    if (stream) stop(stream);
    stream = undefined;
    video.srcObject = null;
  };
  const fail = (trouble: CameraTrouble): void => {
    letGo();
    if (stopped) return;
    became(trouble);
    if (trouble === 'busy') later(() => void open(), againMs);
  };
  const look = async (from: MediaStream): Promise<void> => {
    if (stopped || stream !== from) return;
    if (document.hidden || video.readyState < video.HAVE_CURRENT_DATA)
      return later(() => void look(from), leastRestMs);
    const read = await decoder.read(await createImageBitmap(video));
    if (stopped || stream !== from) return;
    if ('broken' in read) return fail('broken');
    became('watching');
    const text = showing.see(read.codes, performance.now());
    if (text !== undefined) onScan(text);
    later(() => void look(from), Math.max(leastRestMs, read.tookMs * restShare));
  };
  const open = async (): Promise<void> => {
    letGo();
    became('starting');
    const opened = await openCamera(name);
    if (typeof opened === 'string') return fail(opened);
    if (stopped) return stop(opened);
    stream = opened;
    showing = oncePerShowing();
    for (const track of opened.getVideoTracks())
      track.addEventListener('ended', () => stream === opened && fail('gone'));
    video.srcObject = opened;
    try {
      await video.play();
      await look(opened);
    } catch {
      // Stopped while it began, or a picture that could not be taken: the next one may be.
      if (stream === opened) later(() => void look(opened).catch(() => fail('broken')), againMs);
    }
  };
  // Something was plugged in or out.
  const onDevices = (): void => {
    if (!stream) void open();
  };

  navigator.mediaDevices.addEventListener('devicechange', onDevices);
  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    navigator.mediaDevices.removeEventListener('devicechange', onDevices);
    decoder.close();
    letGo();
  };
}
