import { expect, test } from 'vitest';
import { centreSealer } from '#central/platform/sealer.ts';
import { changeProfile, personOf } from '#shared/members/profile.ts';
import { mergeSealed, openProfile, sealProfile } from '#shared/members/sealed-profile.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';

const [anna, bela] = ['a'.repeat(32), 'b'.repeat(32)];

test('what is sealed is opened with its key, for its wallet, unchanged, at the till and at the centre alike', () => {
  const key = nodeSealer.newKey();
  const sealed = nodeSealer.seal('Éva', key, anna);
  expect(Buffer.from(sealed, 'base64').includes('va')).toBe(false);
  expect(nodeSealer.open(sealed, key, anna)).toBe('Éva');
  expect(centreSealer.open(sealed, key, anna)).toBe('Éva');
  expect(nodeSealer.open(sealed, key, bela)).toBeUndefined();
  expect(nodeSealer.open(sealed, nodeSealer.newKey(), anna)).toBeUndefined();
  expect(nodeSealer.open(`${sealed.slice(0, -8)}AAAAAAA=`, key, anna)).toBeUndefined();
  expect(nodeSealer.open('AAAA', key, anna)).toBeUndefined();
});

test('two tills that met one person apart end with one profile under one key', () => {
  const [k1, k2] = ['1'.repeat(64), '2'.repeat(64)];
  const one = sealProfile(
    anna,
    k1,
    changeProfile({}, { name: 'Éva' }, { by: 'till-1', nowMs: 1 }),
    nodeSealer,
  );
  const other = sealProfile(
    anna,
    k2,
    changeProfile({}, { phone: '123456' }, { by: 'till-2', nowMs: 2 }),
    nodeSealer,
  );
  for (const merged of [mergeSealed(one, other, nodeSealer), mergeSealed(other, one, nodeSealer)]) {
    expect(merged.key).toBe(k1);
    expect(personOf(openProfile(merged, nodeSealer) ?? {})).toEqual({ name: 'Éva', phone: '123456' });
    expect(mergeSealed(merged, one, nodeSealer)).toBe(merged);
    expect(mergeSealed(other, merged, nodeSealer)).toBe(merged);
  }
});

test('a profile that cannot be opened yields to one that can', () => {
  const good = sealProfile(anna, nodeSealer.newKey(), {}, nodeSealer);
  const broken = { ...good, key: nodeSealer.newKey() };
  expect(mergeSealed(good, broken, nodeSealer)).toBe(good);
  expect(mergeSealed(broken, good, nodeSealer)).toBe(good);
});
