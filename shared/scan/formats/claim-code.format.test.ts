import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { claimCode, claimCodeOf } from './claim-code.format.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('every id has a code of sixteen letters that says just this id, also in small letters and groups', () => {
  const chance = seeded(48);
  const ids = ['000000000000', 'ffffffffffff', ...Array.from({ length: 200 }, () => hex(chance.bytes(6)))];
  for (const claimId of ids) {
    const code = claimCodeOf(claimId);
    expect(code).toMatch(/^RC[B-X]{14}$/);
    const meant = { kind: 'claim', claimId, proof: null };
    expect(claimCode.recognise(code)).toEqual(meant);
    expect(claimCode.recognise(code.toLowerCase().replaceAll(/(.{4})/g, '$1 '))).toEqual(meant);
  }
});

test('a wrong letter and a swap of two neighbours are noticed, and so is a letter too few', () => {
  const code = claimCodeOf('0123456789ab');
  for (let at = 2; at < code.length; at += 1) {
    const other = code[at] === 'B' ? 'C' : 'B';
    expect(claimCode.recognise(code.slice(0, at) + other + code.slice(at + 1)), `${at}`).toMatchObject({
      kind: 'unreadable',
    });
    const swapped = `${code.slice(0, at - 1)}${code[at]}${code[at - 1]}${code.slice(at + 1)}`;
    const same = swapped === code || at === 2;
    expect(same || claimCode.recognise(swapped)?.kind, `${at}`).toBe(same || 'unreadable');
  }
  expect(claimCode.recognise(code.slice(0, -1))).toMatchObject({ reason: 'WRONG_LENGTH' });
});

test('more than 48 bits is no id of ours, whatever its check letters say', () => {
  const letters = `RC${'X'.repeat(12)}`;
  const wrong = claimCode.recognise(`${letters}BB`);
  expect(wrong).toMatchObject({ kind: 'unreadable', reason: 'CHECK_CHARACTERS' });
});
