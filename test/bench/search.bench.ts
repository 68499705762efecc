import path from 'node:path';
import { changeProfile } from '#shared/members/profile.ts';
import { sealProfile } from '#shared/members/sealed-profile.ts';
import { findMembers } from '#electron/members/find-members.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { seeded } from '#test/support/seeded.ts';
import { enrolMany, walletOf } from './enrol-many.ts';
import { quantile, timed, type BenchOptions, type Figure } from './figures.ts';
import { somePerson, type SomePerson } from './search/some-person.ts';

const usual = 100_000;
/** So many have a card too: more would only make the ledger longer. */
const mostCards = 20_000;
const asked = 60;
const goalMs = 50;
const ms = (value: number) => `${value.toFixed(2)} ms`;

/**
 * Finding a member while typing, key by key, among 100,000 people (or as many as `--members` says) whose names repeat as names do:
 * by name, by the end of a number, by address, by the end of a card; and by a name with a slip in it, which is asked for.
 */
export async function benchSearch({ small, members }: BenchOptions): Promise<Figure[]> {
  const count = members ?? (small ? usual / 10 : usual);
  const { dir, remove } = temporaryFolder();
  const store = openStore(path.join(dir, 'till.db'), nodeMachine);
  try {
    const cards = enrolMany(store, Math.min(count, mostCards));
    const startMs = performance.now();
    const people = fill(store, count, cards);
    const fillMs = performance.now() - startMs;
    const chance = seeded(2);
    const some = Array.from({ length: asked }, () => chance.pick(people));
    const typing = (text: (person: SomePerson) => string, from = 1) =>
      some.flatMap((person) => keysOf(text(person), from)).map((text) => ask(store, text, false));
    return [
      {
        what: `${count} members learned and indexed`,
        measured: `${(fillMs / 1_000).toFixed(1)} s`,
        goal: '-',
      },
      figure(
        'name, each key',
        typing(({ name }) => name),
      ),
      figure(
        'surname first, each key',
        typing(({ name }) => name.split(' ').reverse().join(' ')),
      ),
      figure(
        'end of the number, each key',
        typing(({ phone }) => phone.slice(-7), 3),
      ),
      figure(
        'e-mail, each key',
        typing(({ email }) => email),
      ),
      figure(
        'end of the card',
        cards.slice(0, asked).map((card) => ask(store, card.slice(-4), false)),
      ),
      figure(
        'a name with a slip, when asked for',
        some.map(({ name }) => ask(store, withSlip(name), true)),
      ),
    ];
  } finally {
    store.close();
    remove();
  }
}

/** How long an answer took, and how much of that the processor worked for it: the rest was somebody else's. */
interface Took {
  tookMs: number;
  workedMs: number;
}

function ask(store: Store, text: string, typos: boolean): Took {
  const before = process.threadCpuUsage();
  const tookMs = timed(() => void findMembers(store, { text, typos }));
  const { user, system } = process.threadCpuUsage(before);
  return { tookMs, workedMs: (user + system) / 1_000 };
}

const keysOf = (text: string, from: number): string[] =>
  Array.from({ length: Math.max(0, text.length - from + 1) }, (_, index) => text.slice(0, from + index));

/** Two letters behind the first changed places. */
const withSlip = (name: string): string =>
  name.slice(0, 2) + (name[3] ?? '') + (name[2] ?? '') + name.slice(4);

function figure(what: string, answers: readonly Took[]): Figure {
  const took = answers.map(({ tookMs }) => tookMs);
  const p95 = quantile(took, 0.95);
  const worked = quantile(
    answers.map(({ workedMs }) => workedMs),
    0.95,
  );
  return {
    what: `${what}: p50 / p95 of ${took.length}, and p95 of the work`,
    measured: `${ms(quantile(took, 0.5))} / ${ms(p95)}, ${ms(worked)}`,
    goal: `p95 <= ${goalMs} ms`,
    kept: p95 <= goalMs,
  };
}

/** Lets the till learn of so many people as it does from a centre, and answers a part of them. */
function fill(store: Store, count: number, cards: readonly string[]): SomePerson[] {
  const chance = seeded(1);
  const kept: SomePerson[] = [];
  for (let start = 0; start < count; start += 1_000) {
    const page = Array.from({ length: Math.min(1_000, count - start) }, (_, index) => {
      const person = somePerson(chance);
      if (kept.length < 10_000) kept.push(person);
      const card = cards[start + index];
      const walletId = card ? walletOf(card) : (start + index).toString(16).padStart(32, '0');
      const profile = changeProfile({}, person, { by: 'till-bench', nowMs: 1 });
      return sealProfile(walletId, nodeSealer.newKey(), profile, nodeSealer);
    });
    store.profiles.learn(page, '', false);
  }
  store.checkpoint();
  return kept;
}
