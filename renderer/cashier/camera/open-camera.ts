import { cameraTroubleOf, type CameraTrouble } from './camera-trouble.ts';

/** More dots than this make reading slower and not better. */
const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'environment' } };

/** The cameras of this computer by name. Names are told only to a page that may use one, so it is asked for. */
export async function listCameras(): Promise<string[] | CameraTrouble> {
  const first = await openStream({ video: true });
  if (typeof first === 'string') return first;
  const names = (await cameras()).map(({ label }) => label);
  stop(first);
  return [...new Set(names)];
}

/** The picture of the camera of this name, wherever it is plugged in: the ids of browsers change with the page's address. */
export async function openCamera(name: string): Promise<MediaStream | CameraTrouble> {
  let known = await cameras();
  if (!known.some(({ label }) => label !== '')) {
    const first = await openStream({ video: picture });
    if (typeof first === 'string' || nameOf(first) === name) return first;
    stop(first);
    known = await cameras();
  }
  const camera = known.find(({ label }) => label === name);
  if (!camera) return known.length === 0 ? 'none' : 'gone';
  return openStream({ video: { ...picture, deviceId: { exact: camera.deviceId } } });
}

/** Lets go of a camera, so that its light goes out. */
export function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

const nameOf = (stream: MediaStream): string | undefined => stream.getVideoTracks()[0]?.label;

const cameras = async (): Promise<MediaDeviceInfo[]> =>
  (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');

async function openStream(wish: MediaStreamConstraints): Promise<MediaStream | CameraTrouble> {
  try {
    return await navigator.mediaDevices.getUserMedia(wish);
  } catch (thrown) {
    return cameraTroubleOf(thrown);
  }
}
