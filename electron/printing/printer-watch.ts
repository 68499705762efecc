import type { PrinterHealth } from '#electron/devices/driver.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { PrinterDesk } from './printer-desk.ts';

/** How often a printer that does nothing is asked how it is; one in trouble oftener, since somebody stands before it. */
export const watchTimes = { idleMs: 15_000, troubleMs: 3_000 };

export interface PrinterWatchOptions {
  desk: PrinterDesk;
  clock: Clock;
  /** It is otherwise than it was; null before the first answer. */
  changed(health: PrinterHealth): void;
  /** It was in trouble and is ready again. */
  recovered(): void;
  /** What no printer may do, and a driver all the same did. It is asked again. */
  onError(error: unknown): void;
}

/** Follows how the printer is while nothing is printed. */
export interface PrinterWatch {
  health(): PrinterHealth | null;
  /** A job told how it is, so nobody has to ask. */
  heard(trouble: PrinterHealth['trouble']): void;
  /** Asks now. */
  ask(): Promise<void>;
  stop(): void;
}

/** Asks in real time only, between jobs and never inside one. What it does not hear now it asks again. */
export function watchPrinter({
  desk,
  clock,
  changed,
  recovered,
  onError,
}: PrinterWatchOptions): PrinterWatch {
  let health: PrinterHealth | null = null;
  let callOff = (): void => undefined;
  let stopped = false;
  const take = (next: PrinterHealth): void => {
    const before = health;
    health = next;
    if (before?.trouble !== next.trouble || before.paperLow !== next.paperLow) changed(next);
    if (before?.trouble && !next.trouble) recovered();
  };
  const again = (): void => {
    callOff();
    if (stopped) return;
    const ms = health?.trouble ? watchTimes.troubleMs : watchTimes.idleMs;
    callOff = clock.after(ms, () => void ask());
  };
  const ask = async (): Promise<void> => {
    try {
      const heard = await desk.look();
      if (heard && !stopped) take(heard);
    } catch (error) {
      onError(error);
    } finally {
      again();
    }
  };
  again();
  return {
    health: () => health,
    heard(trouble) {
      if (!stopped) take({ trouble, paperLow: health?.paperLow ?? false });
      again();
    },
    ask,
    stop() {
      stopped = true;
      callOff();
    },
  };
}
