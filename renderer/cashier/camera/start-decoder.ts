// oxlint-disable-next-line import/default -- the build makes this module out of the thread's file: its name as the page may ask for it
import decoderUrl from './camera-decoder.ts?worker&url';
import type { Read } from './decode-words.ts';

/** A thread that reads the codes in pictures, one picture at a time. */
export interface Decoder {
  /** The picture is used up by it. */
  read(picture: ImageBitmap): Promise<Read>;
  close(): void;
}

/** What browsers have and the compiler's list of them lacks. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/** The only text that this page may start a thread from: our own file, whose name the build wrote. See docs/decisions/0042. */
const policy = trustedTypes?.createPolicy('camera-decoder', {
  createScriptURL: (url) => (url === decoderUrl ? url : ''),
});

/** A thread of its own, so that reading keeps nobody at the counter waiting. */
export function startDecoder(): Decoder {
  const url = policy?.createScriptURL(decoderUrl) ?? decoderUrl;
  const worker = new Worker(url as string, { type: 'module' });
  let done: (read: Read) => void = () => {};
  worker.onmessage = ({ data }: MessageEvent<Read>) => done(data);
  worker.onerror = ({ message }) => done({ broken: message });
  return {
    read: (picture) =>
      new Promise((resolve) => {
        done = resolve;
        worker.postMessage(picture, [picture]);
      }),
    close: () => worker.terminate(),
  };
}
