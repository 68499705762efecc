import { fitLine } from '../../pole/fit-line.ts';
import {
  poleColumns,
  poleOverSerial,
  PoleDisplaySettings,
  type DisplayKind,
} from '../../pole/pole-display.ts';

/** The page that displays have after ESC @ and ESC t 0. */
const page = 'cp437';
const lineAt = (row: number, text: string): number[] => [
  ...[0x1f, 0x24, 1, row],
  ...fitLine(text, page, poleColumns),
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
        show: ([top, bottom]) =>
          Uint8Array.from([0x1b, 0x40, 0x1b, 0x74, 0, ...lineAt(1, top), ...lineAt(2, bottom)]),
        dark: Uint8Array.of(0x1b, 0x40, 0x0c),
      },
      clock,
    ),
};
