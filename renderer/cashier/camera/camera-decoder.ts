import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Read } from './decode-words.ts';

/** The thread that reads pictures. The library would fetch its machine from the net; ours lies beside it. */
const options: ReaderOptions = {
  formats: ['QRCode', 'Aztec', 'DataMatrix', 'PDF417', 'EANUPC', 'Code128', 'Code39', 'DataBar'],
  // What our formats understand: control characters as they are, and no words in brackets.
  textMode: 'Plain',
  maxNumberOfSymbols: 4,
};

const matrices: readonly string[] = ['QRCode', 'Aztec', 'DataMatrix', 'PDF417'];

const ready = fetch(wasmUrl)
  .then((answer) => answer.arrayBuffer())
  .then((wasmBinary) => prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }));
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });

async function read(picture: ImageBitmap): Promise<Read> {
  await ready;
  const start = performance.now();
  canvas.width = picture.width;
  canvas.height = picture.height;
  context?.drawImage(picture, 0, 0);
  picture.close();
  const pixels = context?.getImageData(0, 0, canvas.width, canvas.height);
  const found = pixels ? await readBarcodes(pixels, options) : [];
  const codes = found.map(({ text, symbologyIdentifier, symbology }) => ({
    text: symbologyIdentifier + text,
    isMatrix: matrices.includes(symbology),
  }));
  return { codes, tookMs: performance.now() - start };
}

self.onmessage = ({ data }: MessageEvent<ImageBitmap>) => {
  read(data).then(
    (answer) => self.postMessage(answer),
    (error: unknown) => self.postMessage({ broken: String(error) } satisfies Read),
  );
};
