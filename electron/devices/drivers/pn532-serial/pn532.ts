import { refuse, ok, type Result } from '#shared/base/result.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { Link } from '../../transports/link.ts';
import { ackFrame, commandFrame, createFrameReader, wakeUp, type Pn532Frame } from './frames.ts';

/** Why a command was not answered: the chip says nothing, what it says is damaged, or the line is gone. */
export type Pn532Trouble = 'silent' | 'broken' | 'lost';

/** A PN532 on a line, asked one thing at a time. */
export interface Pn532 {
  /** The data of the answer. A command that found no whole answer is called off, and may be asked again. */
  ask(code: number, data: readonly number[]): Promise<Result<Uint8Array, Pn532Trouble>>;
  /** Nothing is answered any more; who waits is told that the line is gone. */
  stop(): void;
}

/** The chip acknowledges at once; a busy computer hands the answer over late. */
const ackMs = 200;
/** Nothing that we ask takes longer: the field is searched a few times only. */
const answerMs = 600;

/** Speaks to a PN532, and wakes it before the first command. */
export function createPn532(
  link: Pick<Link, 'send' | 'onBytes' | 'onLost'>,
  clock: Pick<Clock, 'after'>,
): Pn532 {
  /** What came since the command left: acknowledgement and answer may come at once. */
  let came: Pn532Frame[] = [];
  let wake = (): void => {};
  let lost = false;
  let awake = false;
  const end = (): void => {
    lost = true;
    wake();
  };
  const frames = createFrameReader((frame) => {
    came.push(frame);
    wake();
  });
  link.onBytes((bytes) => lost || frames.take(bytes));
  link.onLost(end);

  /** The next frame that comes, or why there is none. */
  const next = (ms: number): Promise<Pn532Frame | 'silent' | 'lost'> =>
    new Promise((resolve) => {
      const settle = (frame: Pn532Frame | 'silent' | 'lost'): void => {
        cancel();
        wake = () => {};
        resolve(frame);
      };
      const cancel = clock.after(ms, () => settle('silent'));
      wake = () => {
        const frame = lost ? 'lost' : came.shift();
        if (frame) settle(frame);
      };
      wake();
    });

  return {
    async ask(code, data) {
      if (lost) return refuse('lost');
      came = [];
      frames.forget();
      link.send(Uint8Array.of(...(awake ? [] : wakeUp), ...commandFrame(code, data)));
      awake = true;
      let frame = await next(ackMs);
      // What comes before the acknowledgement answers a command that was called off.
      while (isFrame(frame) && frame.kind === 'answer') frame = await next(ackMs);
      if (isFrame(frame) && frame.kind === 'ack') frame = await next(answerMs);
      if (frame === 'lost') return refuse('lost');
      if (isFrame(frame) && frame.kind === 'answer' && frame.code === code + 1) return ok(frame.data);
      // What is still under way must not answer the next command; and who did not hear may have fallen asleep.
      link.send(ackFrame);
      awake = frame !== 'silent';
      return refuse(frame === 'silent' ? 'silent' : 'broken');
    },
    stop: end,
  };
}

const isFrame = (heard: Pn532Frame | 'silent' | 'lost'): heard is Pn532Frame =>
  heard !== 'silent' && heard !== 'lost';
