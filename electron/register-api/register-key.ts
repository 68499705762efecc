import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeDurably } from '#electron/platform/write-durably.ts';

const fileOf = (dataDir: string): string => path.join(dataDir, 'register-key');

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** A new key for the register, good at once; the one before is good no more. Only its hash is kept, so it is shown once. */
export function newRegisterKey(dataDir: string): string {
  const key = `tessera_${randomBytes(32).toString('base64url')}`;
  writeDurably(fileOf(dataDir), `${hashOf(key).toString('hex')}\n`);
  return key;
}

/** Whether this is the key, as it is now; a till that never made one lets nobody in. */
export function isRegisterKey(dataDir: string, key: string): boolean {
  const known = knownHash(dataDir);
  return known !== undefined && timingSafeEqual(known, hashOf(key));
}

function knownHash(dataDir: string): Buffer | undefined {
  try {
    const hash = Buffer.from(readFileSync(fileOf(dataDir), 'utf8').trim(), 'hex');
    return hash.length === 32 ? hash : undefined;
  } catch {
    return undefined;
  }
}
