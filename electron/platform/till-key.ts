import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';
import { tokenSigner, type TokenSigner } from '#shared/scan/voucher-token.ts';
import { writeDurably } from './write-durably.ts';

/** The key that this till signs vouchers with. `publicKey` is 32 bytes as hex. */
export interface TillKey {
  publicKey: string;
  sign(message: Uint8Array): Uint8Array;
}

/** The key as vouchers name it. */
export const signerOf = (key: TillKey): TokenSigner =>
  tokenSigner({ keyId: key.publicKey.slice(0, 8), sign: (message) => key.sign(message) });

/**
 * The till's key, made at the first start and kept in a file that only its owner may read. A file that cannot be read as a
 * key is never replaced: vouchers in customers' pockets were signed with it.
 */
export function openTillKey(dataDir: string): TillKey {
  const file = path.join(dataDir, 'till-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeDurably(file, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(file));
  } catch (cause) {
    throw new Trouble(
      'KEY_UNREADABLE',
      `${file} cannot be read as this till's key. Restore it from a backup.`,
      'never',
      { cause },
    );
  }
  const x = key.export({ format: 'jwk' }).x ?? '';
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (message) => sign(null, message, key),
  };
}
