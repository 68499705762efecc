import type { CharacterIn } from '#shared/capture/receipt-text.ts';
import { characterIn, noCharacter, type CodePage } from '#electron/devices/dots/code-pages.ts';

/** The pages behind `ESC t n` that we can read, numbered as Epson numbers them. */
const pageNumbers: ReadonlyMap<number, CodePage> = new Map([
  [0, 'cp437'],
  [2, 'cp850'],
  [16, 'wpc1252'],
  [18, 'cp852'],
  [19, 'cp858'],
]);

/** How a register's bytes become letters. `unsaid` is what its printer does before a page is chosen. */
export const registerLetters =
  (unsaid: CodePage): CharacterIn =>
  (page, byte) => {
    const chosen = page === null ? unsaid : pageNumbers.get(page);
    return chosen ? characterIn(chosen, byte) : noCharacter;
  };
