import { changeProfile } from '#shared/members/profile.ts';
import { sealProfile } from '#shared/members/sealed-profile.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';
import { seeded } from '#test/support/seeded.ts';
import { aLongHistory, walletOf } from '../history/a-long-history.ts';
import { keepTill } from '../keep-till.ts';
import { somePerson, type SomePerson } from './some-person.ts';

const atOnce = 1_000;

/** The folder of a till that knows so many members: each enrolled with the card `cardOf` gives them, each learned as from a centre. */
export function keepMembers(members: number): Promise<string> {
  return keepTill({
    name: `members-${members}`,
    what: `a till that knows ${members} people`,
    version: 1,
    fill({ store }, tell) {
      // Three events for each: they joined, got a card, and half of them came once.
      for (const commit of aLongHistory({ members, events: 3 * members }, store.writer)) store.commit(commit);
      tell('all joined');
      let learned = 0;
      for (const page of pagesOf(peopleOf(members), atOnce)) {
        const sealed = page.map((person, index) => {
          const profile = changeProfile({}, person, { by: 'till-bench', nowMs: 1 });
          return sealProfile(walletOf(learned + index), nodeSealer.newKey(), profile, nodeSealer);
        });
        store.profiles.learn(sealed, '', false);
        learned += page.length;
        if (learned % (members / 10) === 0) tell(`${learned} learned`);
      }
    },
  });
}

/** Who the members of such a till are, in the order of their cards, the same in every run. */
export function* peopleOf(members: number): Generator<SomePerson> {
  const chance = seeded(1);
  for (let count = 0; count < members; count += 1) yield somePerson(chance);
}

function* pagesOf<T>(all: Iterable<T>, length: number): Generator<T[]> {
  let page: T[] = [];
  for (const one of all) {
    page.push(one);
    if (page.length < length) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
