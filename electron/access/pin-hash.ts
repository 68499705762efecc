import { scrypt, timingSafeEqual } from 'node:crypto';

/**
 * How hard a PIN is to guess for somebody who has the file: 32 MiB of memory and about 0.1 s on a till's computer for each try. Four
 * digits are few, so it is the lockout that guards them at the till; a longer PIN is what guards them in a stolen file.
 */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const hashBytes = 32;

/** What is kept of a PIN: the way it was made, the salt, and the hash. */
export async function hashPin(pin: string, salt: Uint8Array): Promise<string> {
  const hash = await stretch(pin, salt);
  return ['scrypt', cost.N, cost.r, cost.p, Buffer.from(salt).toString('hex'), hash.toString('hex')].join(
    '$',
  );
}

/** Whether this is the PIN of which that was kept. Never for what was kept in a way that this version does not know. */
export async function isPin(pin: string, kept: string): Promise<boolean> {
  const [way, n, r, p, salt = '', hash = ''] = kept.split('$');
  if (way !== 'scrypt' || [n, r, p].join() !== [cost.N, cost.r, cost.p].join()) return false;
  const known = Buffer.from(hash, 'hex');
  return known.length === hashBytes && timingSafeEqual(await stretch(pin, Buffer.from(salt, 'hex')), known);
}

/** Off the main thread: the counter goes on meanwhile. */
function stretch(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, hashBytes, cost, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
