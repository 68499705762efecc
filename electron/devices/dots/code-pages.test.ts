import { expect, test } from 'vitest';
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { byteIn, characterIn, codePages, noCharacter, type CodePage } from './code-pages.ts';
import { hasGlyph } from './receipt-font.ts';

const theirNames = {
  cp437: CharacterSet.PC437_USA,
  cp850: CharacterSet.PC850_MULTILINGUAL,
  cp852: CharacterSet.PC852_LATIN2,
  cp858: CharacterSet.PC858_EURO,
  wpc1252: CharacterSet.WPC1252,
} as const satisfies Record<CodePage, CharacterSet>;

/** What an independent encoder makes of one character on a page that is already chosen. */
function theirBytes(page: CodePage, character: string): number[] {
  const builder = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' });
  builder.setCharacterSet(theirNames[page]);
  builder.append(character);
  return [...builder.getBuffer().subarray(3)];
}

test.each(Object.keys(codePages) as CodePage[])(
  'every byte of %s means the same to another encoder',
  (page) => {
    expect(codePages[page]).toHaveLength(128);
    for (let byte = 0x80; byte <= 0xff; byte += 1) {
      const character = characterIn(page, byte);
      if (character === noCharacter) continue;
      expect({ character, byte: byteIn(page, character) }).toEqual({ character, byte });
      expect({ character, bytes: theirBytes(page, character) }).toEqual({ character, bytes: [byte] });
    }
  },
);

test('the Windows page agrees with the platform on every byte that has a character', () => {
  const platform = new TextDecoder('windows-1252').decode(
    Uint8Array.from({ length: 128 }, (_, i) => 128 + i),
  );
  const ours = [...codePages.wpc1252];
  expect(ours.filter((character) => character === noCharacter)).toHaveLength(5);
  const same = ours.filter((character, index) => character === platform.charAt(index));
  expect(same).toHaveLength(128 - 5);
});

test('no control character has a byte on any page, so none can reach a printer as text', () => {
  for (const page of Object.keys(codePages) as CodePage[]) {
    for (let code = 0; code <= 0x9f; code += 1) {
      if (code >= 0x20 && code < 0x7f) continue;
      expect(byteIn(page, String.fromCharCode(code))).toBeUndefined();
    }
  }
});

test('the font can draw every letter of the pages that our shops print with, but for the florin and two lone accents', () => {
  const pages = [codePages.cp852, codePages.cp858, codePages.wpc1252];
  const letters = new Set(
    pages.flatMap((page) => [...page]).filter((character) => /\p{L}|€/u.test(character)),
  );
  expect([...letters].filter((letter) => !hasGlyph(letter)).toSorted()).toEqual(['ƒ', 'ˆ', 'ˇ']);
});
