import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Machine } from '#shared/base/machine.ts';

/** This computer: its clock, its chance, its hash. */
export const centreMachine: Machine = {
  now: () => Date.now(),
  newId: () => uuidV7(Date.now()),
  randomBytes: (length) => Uint8Array.from(randomBytes(length)),
  sha256: (text) => hash('sha256', text, 'hex'),
};

/** RFC 9562 section 5.7: 48 bits of milliseconds, then chance. */
function uuidV7(nowMs: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The 12 bytes that stand before a raw Ed25519 public key in its SPKI form (RFC 8410 section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A till's public key, 32 bytes as hex, ready to check signatures with. */
export const readPublicKey = (hex: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiPrefix, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });

/** Whether `signature`, 64 bytes as hex, is this key's under `text`. */
export const isSignedBy = (key: KeyObject, text: string, signature: string): boolean =>
  /^[0-9a-f]{128}$/.test(signature) && verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));

/** A key pair for a new centre: the public key as 32 bytes in hex, the private one as PEM. */
export function makeKey(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex'),
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

/** Signs a text with a PEM key; 64 bytes as hex. */
export const signWith = (privateKey: string, text: string): string =>
  sign(null, Buffer.from(text), createPrivateKey(privateKey)).toString('hex');
