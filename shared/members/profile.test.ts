import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import {
  changeProfile,
  mayWrite,
  mergeProfiles,
  personOf,
  type PersonChanges,
  type Profile,
} from './profile.ts';

const chance = seeded(6);
const names = ['Anna', 'Béla', 'Csilla', null];
const consent = (given: boolean) => ({ given, atMs: chance.int(0, 5), till: 'till-1', text: 'v1' });

/** What some tills said of a person, in few moments, so that they meet in the same one. */
function aProfile(): Profile {
  let profile: Profile = {};
  for (let saying = chance.int(0, 5); saying > 0; saying -= 1) {
    const changes = chance.pick<PersonChanges>([
      { name: chance.pick(names) },
      { phone: chance.pick(['+3612345', null]), note: chance.pick(['x', 'y']) },
      { 'marketing.email': consent(chance.int(0, 1) === 1) },
    ]);
    profile = changeProfile(profile, changes, {
      by: chance.pick(['till-1', 'till-2']),
      nowMs: chance.int(1, 3),
    });
  }
  return profile;
}

test('profiles come together in any order, in any groups and however often, the same', () => {
  for (let round = 0; round < 500; round += 1) {
    const [a, b, c] = [aProfile(), aProfile(), aProfile()];
    expect(mergeProfiles(a, b)).toEqual(mergeProfiles(b, a));
    expect(mergeProfiles(mergeProfiles(a, b), c)).toEqual(mergeProfiles(a, mergeProfiles(b, c)));
    expect(mergeProfiles(a, a)).toEqual(a);
    expect(mergeProfiles(mergeProfiles(a, b), b)).toEqual(mergeProfiles(a, b));
  }
});

test('fields changed apart are both kept, and of one field the later word', () => {
  const start = changeProfile({}, { name: 'Anna', phone: '123456' }, { by: 'till-1', nowMs: 10 });
  const here = changeProfile(start, { name: 'Anna Kovács' }, { by: 'till-1', nowMs: 20 });
  const there = changeProfile(start, { name: 'Anne', phone: null }, { by: 'till-2', nowMs: 30 });
  expect(personOf(mergeProfiles(here, there))).toEqual({ name: 'Anne' });
});

test('what is said after something was read is later, also where the clock is behind', () => {
  const ahead = changeProfile({}, { name: 'Anna' }, { by: 'till-1', nowMs: 1_000_000 });
  const behind = changeProfile(ahead, { name: 'Anne' }, { by: 'till-2', nowMs: 5 });
  expect(personOf(mergeProfiles(ahead, behind)).name).toBe('Anne');
});

test('saying what is known already says nothing', () => {
  const start = changeProfile({}, { name: 'Anna', note: 'nuts' }, { by: 'till-1', nowMs: 10 });
  expect(changeProfile(start, { name: 'Anna', email: null }, { by: 'till-2', nowMs: 20 })).toEqual(start);
});

test('nobody is written to who was not asked, and nobody any more who took it back', () => {
  const said = changeProfile({}, { 'marketing.email': consent(true) }, { by: 'till-1', nowMs: 1 });
  expect(mayWrite(personOf(said), 'marketing.email')).toBe(true);
  expect(mayWrite(personOf(said), 'marketing.sms')).toBe(false);
  const back = changeProfile(said, { 'marketing.email': consent(false) }, { by: 'till-1', nowMs: 2 });
  expect(mayWrite(personOf(back), 'marketing.email')).toBe(false);
});
