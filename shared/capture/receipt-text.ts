import { readCommands } from '../escpos/commands.ts';

/** What is heard of a receipt while its bytes go by. */
export interface ReceiptListener {
  line(text: string): void;
  /** Dots, in which no letter can be read. */
  picture(): void;
  /** The knife: what was printed so far is one paper. */
  cut(): void;
}

export interface ReceiptReader {
  /** Takes what went by. A command may come in any number of pieces. */
  feed(bytes: Uint8Array): void;
  /** Gives what stands on the last line, when nothing more comes. */
  endLine(): void;
}

/** The character behind a byte from 0x80 on; `page` is the number behind `ESC t`, null before the register chose one. */
export type CharacterIn = (page: number | null, byte: number) => string;

/** No paper is wider. A line without an end is broken here, so that nobody's bytes fill the memory. */
const longestLine = 240;

/**
 * The text in what a register sends to an ESC/POS printer: letters as the printer would print them, pictures and bar codes passed
 * over. It only reads: what it does not understand it leaves out, and it never fails.
 */
export function createReceiptReader(listener: ReceiptListener, characterIn: CharacterIn): ReceiptReader {
  let line = '';
  let page: number | null = null;
  const endLine = (): void => {
    if (line.trim() !== '') listener.line(line.trimEnd());
    line = '';
  };
  const commands = readCommands({
    picture: listener.picture,
    space: () => (line += ' '),
    endLine,
    dropLine: () => (line = ''),
    choosePage: (chosen) => (page = chosen),
    cut() {
      endLine();
      listener.cut();
    },
    letter(byte) {
      line += byte < 0x80 ? String.fromCharCode(byte) : characterIn(page, byte);
      if (line.length >= longestLine) endLine();
    },
    said: () => {},
    startOver: () => {},
    unknown: () => {},
  });
  return {
    feed(bytes) {
      for (let index = 0; index < bytes.length;) index += commands.take(bytes, index);
    },
    endLine,
  };
}
