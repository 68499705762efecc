import { expect, test } from 'vitest';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { liveCell } from '../../client/live.ts';
import type { CounterNotice } from '../counter/counter.ts';
import { followSounds } from './follow-sounds.ts';
import type { Sound } from './sound-of.ts';

const visit = (serial: number, notice: VisitView['notice']) =>
  ({ serial, notice }) as Pick<VisitView, 'serial' | 'notice'> as VisitView;
const member: VisitView['notice'] = { kind: 'recognised', what: 'member' };

function counter(first?: VisitView) {
  const shown = liveCell<VisitView | undefined>(first);
  const notice = liveCell<CounterNotice | undefined>(undefined);
  const heard: Sound[] = [];
  followSounds(shown, notice, (sound) => heard.push(sound));
  return { shown, notice, heard };
}

test('a known card, a new one and a refusal are heard, each time; all else is quiet', () => {
  const { shown, heard } = counter(visit(1, { kind: 'none' }));
  shown.set(visit(2, member));
  shown.set(visit(3, member));
  shown.set(visit(4, { kind: 'recognised', what: 'new-card' }));
  shown.set(visit(5, { kind: 'asking' }));
  shown.set(visit(6, { kind: 'refused', refusal: { code: 'CODE_UNKNOWN' } }));
  shown.set(visit(7, { kind: 'none' }));
  expect(heard).toEqual(['known', 'known', 'unknown', 'refused']);
});

test('what stands there when the window opens, or again after the line was gone, is quiet', () => {
  const { shown, heard } = counter();
  shown.set(visit(7, member));
  shown.set(undefined);
  shown.set(visit(7, member));
  expect(heard).toEqual([]);
});

test('a command that was refused or not heard is', () => {
  const { notice, heard } = counter(visit(1, member));
  notice.set({ kind: 'refused', refusal: { code: 'AMOUNT_ZERO' } });
  notice.set(undefined);
  notice.set({ kind: 'failed', code: 'CLOSED' });
  expect(heard).toEqual(['refused', 'refused']);
});
