import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';
import { Trouble } from '#shared/base/trouble.ts';

/** The most that a request may be, packed or unpacked. */
export const mostBytes = 8 * 1024 * 1024;

const unpackers: Record<string, (packed: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>> = {
  identity: (body) => Promise.resolve(body),
  gzip: promisify(gunzip),
  zstd: promisify(zstdDecompress),
};

/** A request's body as a value. Small packages that unfold into huge ones are given up at the limit. */
export async function unpackJson(body: Buffer, encoding = 'identity'): Promise<unknown> {
  const unpack = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
  if (!unpack) throw new Trouble('BAD_REQUEST', `Bodies packed as ${encoding} are not understood here.`);
  const plain = await unpack(body, { maxOutputLength: mostBytes }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Trouble('TOO_LARGE', `The request unpacks to more than ${mostBytes} bytes.`);
    }
    throw new Trouble('BAD_REQUEST', `The body is not ${encoding}.`);
  });
  try {
    return JSON.parse(plain.toString('utf8'));
  } catch {
    throw new Trouble('BAD_REQUEST', 'The body is not JSON.');
  }
}
