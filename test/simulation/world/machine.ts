import { createPrivateKey, createPublicKey, hash, sign } from 'node:crypto';
import type { Machine } from '#shared/base/machine.ts';
import type { TillKey } from '#electron/platform/till-key.ts';
import { chanceOf } from './chance-of.ts';

/** A machine of this world: its clock may be wrong, its chance is seeded. `life` is part of the seed, as no start repeats another. */
export function virtualMachine(seed: number, life: string, now: () => number): Machine {
  const chance = chanceOf(seed, 'machine', life);
  return {
    now,
    newId() {
      const digits = Buffer.from(chance.bytes(10)).toString('hex');
      const ms = Math.max(0, now()).toString(16).padStart(12, '0');
      return `${ms.slice(0, 8)}-${ms.slice(8, 12)}-7${digits.slice(0, 3)}-8${digits.slice(3, 6)}-${digits.slice(6, 18)}`;
    },
    randomBytes: (length) => chance.bytes(length),
    sha256: (text) => hash('sha256', text, 'hex'),
  };
}

/** What stands before the 32 bytes of an Ed25519 private key in its PKCS8 form (RFC 8410 section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of the till with this number: the same in every world, since nothing depends on which one it is. */
export function virtualKey(number: number): TillKey {
  const known = keys.get(number);
  if (known) return known;
  const secret = Buffer.from(hash('sha256', `till ${number}`, 'hex'), 'hex');
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const x = createPublicKey(key).export({ format: 'jwk' }).x ?? '';
  const made: TillKey = {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (message) => sign(null, message, key),
  };
  keys.set(number, made);
  return made;
}

const keys = new Map<number, TillKey>();
