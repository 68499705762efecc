import type { CharacterIn } from '#shared/capture/receipt-text.ts';
import { CodePageName } from '#shared/settings/code-page-name.ts';
import { characterIn, epsonPages, noCharacter, type CodePage } from '#electron/devices/dots/code-pages.ts';

/** The pages behind `ESC t n` that we can read. */
const pageNumbers: ReadonlyMap<number, CodePage> = new Map(
  CodePageName.options.map((page) => [epsonPages[page], page]),
);

/** How a register's bytes become letters. `unsaid` is what its printer does before a page is chosen. */
export const registerLetters =
  (unsaid: CodePage): CharacterIn =>
  (page, byte) => {
    const chosen = page === null ? unsaid : pageNumbers.get(page);
    return chosen ? characterIn(chosen, byte) : noCharacter;
  };
