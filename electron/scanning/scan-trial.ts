import type { TrialScan } from '#shared/api/devices.api.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { recognise } from '#shared/scan/recognise.ts';
import type { Clock } from '#electron/platform/clock.ts';

/** A screen that goes away must not leave the counter deaf: a trial nobody touches ends after this. */
const trialMs = 60_000;

export interface TrialOptions {
  clock: Pick<Clock, 'after'>;
  nameOf(deviceId: string): string | null;
  /** A code came, while the trial was on. It is shown and not kept. */
  tried(scan: TrialScan): void;
  turned(on: boolean): void;
}

/** Scanning to see what comes. While it is on, codes are shown instead of used. */
export interface ScanTrial {
  turn(on: boolean): void;
  isOn(): boolean;
  /** `calibrates` when it was the calibration code, which means nothing to the counter. */
  show(scan: RawScan, calibrates?: boolean): void;
  stop(): void;
}

/** A trial that is off. */
export function createScanTrial({ clock, nameOf, tried, turned }: TrialOptions): ScanTrial {
  let on = false;
  let serial = 0;
  let cancel = (): void => {};
  const turn = (next: boolean): void => {
    cancel();
    if (next) cancel = clock.after(trialMs, () => turn(false));
    if (next === on) return;
    on = next;
    turned(on);
  };
  return {
    turn,
    isOn: () => on,
    show(scan, calibrates = false) {
      if (on) turn(true);
      const meaning = recognise(scan);
      const { deviceId, text, usText = null } = scan;
      tried({
        serial: (serial += 1),
        deviceId,
        deviceName: nameOf(deviceId),
        text,
        usText: usText === text ? null : usText,
        kind: calibrates ? 'calibration' : meaning.kind,
        format: 'format' in meaning ? meaning.format : null,
      });
    },
    stop: () => cancel(),
  };
}
