import type { CodePage } from '../../dots/code-pages.ts';
import { fitLine, type Wording } from '../../pole/fit-line.ts';
import {
  poleColumns,
  poleOverSerial,
  PoleDisplaySettings,
  type DisplayKind,
} from '../../pole/pole-display.ts';

const [upper, lower] = [0x41, 0x42];
const line = (which: number, said: Wording, page: CodePage): number[] => [
  ...[0x1b, 0x51, which],
  ...fitLine(said, page, poleColumns),
  0x0d,
];

/** Displays that speak CD5220, as most without a famous name do: ESC Q A and ESC Q B overwrite a line whole. Their letters are chosen by a switch. */
export const poleDisplayCd5220: DisplayKind<typeof PoleDisplaySettings> = {
  id: 'pole-display-cd5220',
  kind: 'display',
  settings: PoleDisplaySettings,
  open: (settings, clock) =>
    poleOverSerial(
      settings,
      {
        show: ([top, bottom], page) =>
          Uint8Array.from([...line(upper, top, page), ...line(lower, bottom, page)]),
        dark: Uint8Array.of(0x0c),
      },
      clock,
    ),
};
