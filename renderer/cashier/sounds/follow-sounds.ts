import type { VisitView } from '#shared/api/checkout.api.ts';
import type { Live } from '../../client/live.ts';
import type { CounterNotice } from '../counter/counter.ts';
import { soundOf, type Sound } from './sound-of.ts';

/** Lets every change of the counter be heard, and every command that was refused. What stands there at first is quiet. */
export function followSounds(
  visit: Live<VisitView | undefined>,
  notice: Live<CounterNotice | undefined>,
  play: (sound: Sound) => void,
): void {
  let heard = visit.get()?.serial;
  visit.subscribe(() => {
    const now = visit.get();
    const before = heard;
    heard = now?.serial;
    const sound = now && before !== undefined && now.serial > before ? soundOf(now.notice) : undefined;
    if (sound) play(sound);
  });
  notice.subscribe(() => {
    if (notice.get()) play('refused');
  });
}
