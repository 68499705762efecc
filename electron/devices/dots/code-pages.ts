/** A place in a code page where there is no character. */
export const noCharacter = '\ufffd';

const nbsp = '\u00a0';
const shy = '\u00ad';
const none = noCharacter;

/** Bytes 0xB0-0xDF of the DOS pages that kept the box-drawing of 1981. */
const boxes437 = '░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀';
const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»' +
  '░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀' +
  `ÓßÔÒõÕµþÞÚÛÙýÝ¯´${shy}±‗¾¶§÷¸°¨·¹³²■${nbsp}`;

/**
 * The characters behind the bytes 0x80 to 0xFF of the pages that matter in our shops; below 0x80 all of them are ASCII.
 * Typed out because the platform's decoders lack the DOS pages.
 */
export const codePages = {
  cp437:
    `ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»${boxes437}` + `αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■${nbsp}`,
  cp850,
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»' +
    '░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀' +
    `ÓßÔŃńňŠšŔÚŕŰýÝţ´${shy}˝˛ˇ˘§÷¸°¨˙űŘř■${nbsp}`,
  /** CP850 with the euro in place of the dotless i. */
  cp858: cp850.replace('ı', '€'),
  wpc1252:
    `€${none}‚ƒ„…†‡ˆ‰Š‹Œ${none}Ž${none}${none}‘’“”•–—˜™š›œ${none}žŸ` +
    `${nbsp}¡¢£¤¥¦§¨©ª«¬${shy}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ`,
} as const;

export type CodePage = keyof typeof codePages;

/** The number behind `ESC t` of each page, as Epson counts them for printers and displays; most others follow. */
export const epsonPages: Readonly<Record<CodePage, number>> = {
  cp437: 0,
  cp850: 2,
  wpc1252: 16,
  cp852: 18,
  cp858: 19,
};

/** The byte of a printable character in a page, or undefined when the page has no such character. */
export function byteIn(page: CodePage, character: string): number | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return codePoint >= 0x20 && codePoint < 0x7f ? codePoint : undefined;
  if (character === noCharacter) return undefined;
  const index = codePages[page].indexOf(character);
  return index < 0 ? undefined : 0x80 + index;
}

/** The character that a printer with this page chosen makes of a byte of text. */
export function characterIn(page: CodePage, byte: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  return codePages[page].charAt(byte - 0x80);
}
