import { expect, test } from 'vitest';
import { opened, sale, sha256, tillPen } from '#test/support/till-pen.ts';
import { checkUpload, knownOf, type LogEnd } from './upload.ts';

const pen = tillPen('till-1');
pen.write(opened('Till 1'), ...sale(pen, 1, 500), ...sale(pen, 2, 700));
const { log } = pen;
const endAt = (seq: number): LogEnd => ({
  writer: 'till-1',
  epoch: 1,
  seq,
  hash: log[seq - 1]?.hash ?? '0'.repeat(64),
});
const marks = (upTo: number) => log.slice(0, upTo).map(({ seq, hash }) => ({ seq, hash }));
const check = (seq: number, envelopes = log, stored = marks(seq)) =>
  checkUpload(endAt(seq), stored, envelopes, sha256);

test('what is known is left out, what is new is taken, wherever the batch begins', () => {
  expect(check(0)).toEqual({ ok: true, value: log });
  expect(check(3)).toEqual({ ok: true, value: log.slice(3) });
  expect(check(5)).toEqual({ ok: true, value: [] });
  expect(knownOf(endAt(3), log)).toEqual(log.slice(0, 3));
});

test('another content under a known number, or another past before the first new one, is a fork', () => {
  const other = marks(3).map((mark) => (mark.seq === 2 ? { ...mark, hash: 'f'.repeat(64) } : mark));
  expect(check(3, log, other)).toMatchObject({ error: { code: 'FORK' } });
  expect(check(3, log, [])).toMatchObject({ error: { code: 'FORK' } });
  expect(checkUpload({ ...endAt(3), hash: 'f'.repeat(64) }, [], log.slice(3), sha256)).toMatchObject({
    error: { code: 'FORK' },
  });
});

test('each other fault of a batch has its code', () => {
  const changed = (seq: number, of: object) => log.map((one) => (one.seq === seq ? { ...one, ...of } : one));
  expect(check(0, log.slice(1))).toMatchObject({ error: { code: 'GAP' } });
  expect(check(0, changed(4, { at: 1 }))).toMatchObject({ error: { code: 'BROKEN_CHAIN' } });
  expect(check(0, changed(4, { writer: 'till-2' }))).toMatchObject({ error: { code: 'BAD_REQUEST' } });
  expect(check(0, changed(4, { body: 'a\0b' }))).toMatchObject({ error: { code: 'BAD_REQUEST' } });
  expect(check(0, changed(4, { body: '\uD800' }))).toMatchObject({ error: { code: 'BAD_REQUEST' } });
  expect(checkUpload({ ...endAt(3), epoch: 2 }, [], log.slice(3), sha256)).toMatchObject({
    error: { code: 'BROKEN_CHAIN' },
  });
});
