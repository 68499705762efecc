import path from 'node:path';
import { findMembers } from '#electron/members/find-members.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import { seeded } from '#test/support/seeded.ts';
import { quantile, timed, type BenchOptions, type Figure } from './figures.ts';
import { cardOf } from './history/a-long-history.ts';
import { keepMembers, peopleOf } from './search/keep-members.ts';
import type { SomePerson } from './search/some-person.ts';

const usual = 100_000;
const asked = 60;
const goalMs = 50;
const ms = (value: number) => `${value.toFixed(2)} ms`;

/**
 * Finding a member while typing, key by key, among 100,000 people (or as many as `--members` says) whose names repeat as names do:
 * by name, by the end of a number, by address, by the end of a card; and by a name with a slip in it, which is asked for.
 */
export async function benchSearch({ small, members }: BenchOptions): Promise<Figure[]> {
  const count = members ?? (small ? usual / 10 : usual);
  const store = openStore(path.join(await keepMembers(count), 'till.db'), nodeMachine);
  try {
    const people = [...peopleOf(10_000)];
    const chance = seeded(2);
    const some = Array.from({ length: asked }, () => chance.pick(people));
    const typing = (text: (person: SomePerson) => string, from = 1) =>
      some.flatMap((person) => keysOf(text(person), from)).map((text) => ask(store, text, false));
    return [
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
        some.map((_, index) => ask(store, cardOf(index * 101).slice(-4), false)),
      ),
      figure(
        'a name with a slip, when asked for',
        some.map(({ name }) => ask(store, withSlip(name), true)),
      ),
    ];
  } finally {
    store.close();
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
