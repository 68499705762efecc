import { z } from 'zod';
import type { Result } from '#shared/base/result.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { Link, OpenTrouble } from '../transports/link.ts';
import { codePages, type CodePage } from '../dots/code-pages.ts';
import type { Wording } from './fit-line.ts';
import { openSerial, serialLimits } from '../transports/serial.ts';

/** Two lines towards the customer. */
export type TwoLines = readonly [top: Wording, bottom: Wording];

/** A display that shows the latest of what it was told, and nothing older: what was missed while its cable was out is over. */
export interface CustomerDisplay {
  show(lines: TwoLines): void;
  /** Whether its line is open now. */
  isOpen(): boolean;
  /** Leaves it dark. Never throws. */
  close(): Promise<void>;
}

/** A kind of display on the shelf. Opening touches no device yet. */
export interface DisplayKind<Settings extends z.ZodType = z.ZodType> {
  id: string;
  kind: 'display';
  settings: Settings;
  open(settings: z.output<Settings>, clock: Clock): CustomerDisplay;
}

/** How many letters fit on one of the two lines of nearly every pole display. */
export const poleColumns = 20;

export const PoleDisplaySettings = z.object({
  path: z.string().min(1),
  baudRate: z.int().positive().default(9600),
  codePage: z.enum(Object.keys(codePages) as [CodePage, ...CodePage[]]).default('cp437'),
});

/** From half a second to five, as all devices are looked for. */
const [firstWaitMs, longestWaitMs] = [500, 5000];

/** Eight of data, one before and one behind. */
const bitsOfByte = 10;

/** A display behind a serial port, in the words of `encode`. A line that breaks is opened anew, with the latest lines. */
export function poleOverSerial(
  { path, baudRate, codePage }: z.output<typeof PoleDisplaySettings>,
  encode: { show(lines: TwoLines, page: CodePage): Uint8Array; dark: Uint8Array },
  clock: Clock,
): CustomerDisplay {
  const address = { path, baudRate, dataBits: 8, stopBits: 1, parity: 'none', hardwareFlow: false } as const;
  const stopping = new AbortController();
  let latest: TwoLines | undefined;
  let link: Link | undefined;
  let [waitMs, stopWaiting] = [firstWaitMs, (): void => undefined];
  let stopPacing: (() => void) | undefined;
  /** Sends the latest, and no more before its bytes can be through: a slow display shows what is, not what was a while ago. */
  const tell = (): void => {
    if (!latest || !link || stopPacing) return;
    const [told, bytes] = [latest, encode.show(latest, codePage)];
    link.send(bytes);
    stopPacing = clock.after(Math.ceil((bytes.length * bitsOfByte * 1000) / baudRate), () => {
      stopPacing = undefined;
      if (latest !== told) tell();
    });
  };
  const again = (): void => {
    link = undefined;
    stopPacing?.();
    stopPacing = undefined;
    if (stopping.signal.aborted) return;
    stopWaiting = clock.after(waitMs, connect);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  };
  const take = (opened: Result<Link, OpenTrouble>): void => {
    if (!opened.ok) return again();
    if (stopping.signal.aborted) return void opened.value.close();
    link = opened.value;
    waitMs = firstWaitMs;
    link.onLost(again);
    tell();
  };
  const connect = (): void => void openSerial(address, serialLimits, stopping.signal).then(take, again);
  connect();
  return {
    show(lines) {
      if (latest && JSON.stringify(latest) === JSON.stringify(lines)) return;
      latest = lines;
      tell();
    },
    isOpen: () => link !== undefined,
    async close() {
      stopping.abort();
      stopWaiting();
      stopPacing?.();
      link?.send(encode.dark);
      await link?.close();
    },
  };
}
