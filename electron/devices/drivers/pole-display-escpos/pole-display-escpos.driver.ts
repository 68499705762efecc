import { epsonPages, type CodePage } from '../../dots/code-pages.ts';
import { fitLine, type Wording } from '../../pole/fit-line.ts';
import {
  poleColumns,
  poleOverSerial,
  PoleDisplaySettings,
  type DisplayKind,
} from '../../pole/pole-display.ts';

const lineAt = (row: number, said: Wording, page: CodePage): number[] => [
  ...[0x1f, 0x24, 1, row],
  ...fitLine(said, page, poleColumns),
];

/** Displays that speak Epson's language: clear, then each line at its place, without a line feed that would scroll. */
export const poleDisplayEscpos: DisplayKind<typeof PoleDisplaySettings> = {
  id: 'pole-display-escpos',
  kind: 'display',
  settings: PoleDisplaySettings,
  open: (settings, clock) =>
    poleOverSerial(
      settings,
      {
        show: ([top, bottom], page) =>
          Uint8Array.from([
            ...[0x1b, 0x40, 0x1b, 0x74, epsonPages[page]],
            ...lineAt(1, top, page),
            ...lineAt(2, bottom, page),
          ]),
        dark: Uint8Array.of(0x1b, 0x40, 0x0c),
      },
      clock,
    ),
};
