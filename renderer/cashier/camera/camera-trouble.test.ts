import { expect, test } from 'vitest';
import { cameraTroubleOf } from './camera-trouble.ts';

test.each([
  ['NotFoundError', 'none'],
  ['NotAllowedError', 'denied'],
  ['NotReadableError', 'busy'],
  ['SomethingNewError', 'broken'],
])('what browsers call %s is %s to people', (name, trouble) => {
  expect(cameraTroubleOf(new DOMException('why', name))).toBe(trouble);
});

test('what is no word of a browser is broken, and nothing throws', () => {
  expect(cameraTroubleOf(new Error('NotFoundError'))).toBe('broken');
  expect(cameraTroubleOf(undefined)).toBe('broken');
});
