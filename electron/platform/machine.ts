import { createPublicKey, hash, randomFillSync, verify } from 'node:crypto';
import type { Machine, VerifySignature } from '#shared/base/machine.ts';

/** This computer: its clock, its chance, its hash. Tests and simulations bring their own. */
export const nodeMachine: Machine = {
  now: () => Date.now(),
  newId: () => uuidV7(Date.now(), chance(10)),
  randomBytes: (length) => Uint8Array.from(chance(length)),
  sha256: (text) => hash('sha256', text, 'hex'),
};

const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes out of a pool that is filled in one go: asking the system costs more than the bytes. Each is given out once. */
function chance(length: number): Uint8Array {
  if (length > pool.length) return randomFillSync(Buffer.alloc(length));
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
}

/** RFC 9562 section 5.7: 48 bits of milliseconds, then chance. Sorts by time, which keeps database pages warm. */
export function uuidV7(nowMs: number, randomness: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(randomness, 6);
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
