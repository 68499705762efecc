import { describe, expect, test } from 'vitest';
import { birthdayNear } from './birthday.ts';
import { readPerson } from './read-person.ts';

const here = { till: 'till-1', nowMs: 5 };
const read = (typed: Parameters<typeof readPerson>[0]) => readPerson(typed, here);

test('what is left out is not touched, and what is empty is emptied', () => {
  expect(read({ name: '  Éva   Kovács ', phone: '' })).toEqual({
    ok: true,
    value: { name: 'Éva Kovács', phone: null },
  });
});

test.each([
  ['+36 30/123-4567', '+36301234567'],
  ['0036 30 123 4567', '+36301234567'],
  ['(06) 30 123 4567', '06301234567'],
])('the number %j is kept as %s', (phone, kept) => {
  expect(read({ phone })).toEqual({ ok: true, value: { phone: kept } });
});

test.each(['12345', 'call me', '+36 30 123 4567 8901 23', '12a456'])('%j is no number', (phone) => {
  expect(read({ phone })).toEqual({ ok: false, error: { code: 'PHONE_NOT_A_NUMBER' } });
});

test.each(['eva', 'eva@', 'eva@hu', 'e va@x.hu'])('%j is no address', (email) => {
  expect(read({ email })).toEqual({ ok: false, error: { code: 'EMAIL_NOT_AN_ADDRESS' } });
});

test.each([
  ['22.11.1980', '1980-11-22'],
  ['1980. 11. 22.', '1980-11-22'],
  ['1980-11-22', '1980-11-22'],
  ['22/11', '--11-22'],
  ['--11-22', '--11-22'],
  ['29/2', '--02-29'],
])('the birthday %j is kept as %s', (birthday, kept) => {
  expect(read({ birthday })).toEqual({ ok: true, value: { birthday: kept } });
});

test.each(['31/2', '29.2.1981', 'May', '11', '1.1.3000', '0/5', '1/2/3/4'])(
  '%j is no birthday',
  (birthday) => {
    expect(read({ birthday })).toEqual({ ok: false, error: { code: 'BIRTHDAY_NOT_A_DAY' } });
  },
);

test('a consent says when, where and to which words it was given', () => {
  const answer = read({ consents: { 'marketing.email': true } });
  expect(answer.ok && answer.value['marketing.email']).toEqual({
    given: true,
    atMs: 5,
    till: 'till-1',
    text: 'marketing-2026-11',
  });
});

describe('a birthday', () => {
  test.each([
    ['1980-11-22', '2026-11-22', 'today'],
    ['--11-28', '2026-11-22', 'this-week'],
    ['--11-29', '2026-11-22', null],
    ['--11-21', '2026-11-22', null],
    ['--01-02', '2026-12-30', 'this-week'],
    ['--02-29', '2026-03-01', 'today'],
    ['--02-29', '2028-03-01', null],
  ])('of %s seen on %s is %s', (birthday, day, near) => {
    expect(birthdayNear(birthday, day)).toBe(near);
  });
});
