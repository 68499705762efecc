import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sealer } from '#shared/members/sealed-profile.ts';

const nonceBytes = 12;
const tagBytes = 16;

/** This computer's AES-256-GCM. A sealed text is nonce, ciphertext and tag; each is sealed with chance of its own. */
export const nodeSealer: Sealer = {
  newKey: () => randomBytes(32).toString('hex'),
  seal(text, key, walletId) {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), nonce);
    cipher.setAAD(Buffer.from(walletId));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
  },
  open(sealed, key, walletId) {
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes.length < nonceBytes + tagBytes) return undefined;
    const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'hex'), bytes.subarray(0, nonceBytes));
    cipher.setAAD(Buffer.from(walletId));
    cipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      const body = bytes.subarray(nonceBytes, -tagBytes);
      return Buffer.concat([cipher.update(body), cipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  },
};
