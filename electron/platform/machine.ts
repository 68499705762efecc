import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { Machine, VerifySignature } from '#shared/base/machine.ts';

/** This computer: its clock, its chance, its hash. Tests and simulations bring their own. */
export const nodeMachine: Machine = {
  now: () => Date.now(),
  newId: () => uuidV7(Date.now(), randomBytes(10)),
  randomBytes: (length) => randomBytes(length),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
};

/** RFC 9562 section 5.7: 48 bits of milliseconds, then chance. Sorts by time, which keeps database pages warm. */
function uuidV7(nowMs: number, chance: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(chance, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The 12 bytes that stand before a raw Ed25519 public key in its SPKI form (RFC 8410 section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Checks a signature with the platform's Ed25519; a malformed key or signature is simply not a match. */
export const verifyEd25519: VerifySignature = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};
