/** The keys of a keyboard that type, by KeyboardEvent.code, row by row. The tables below have a character for each, in this order. */
export const typingKeys: readonly string[] = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].flatMap((row) => row.split(' '));

/** What each key types: alone, with Shift, with AltGr. A blank is a key that types nothing, or that only waits for the next one. */
export interface LayoutTable {
  plain: string;
  shifted: string;
  altGr: string;
}

const rows = (...row: readonly string[]): string => row.join('');
const nothing = ' '.repeat(48);

/**
 * The layouts a scanner can be set to and we can undo, as Windows has them. The key beside the left Shift exists on no US keyboard; it
 * stands there as two private characters, so that what was typed on it is not taken for another key's.
 */
export const layouts = {
  us: {
    plain: rows('`1234567890-=', 'qwertyuiop[]\\', "asdfghjkl;'", '\uE001zxcvbnm,./'),
    shifted: rows('~!@#$%^&*()_+', 'QWERTYUIOP{}|', 'ASDFGHJKL:"', '\uE002ZXCVBNM<>?'),
    altGr: nothing,
  },
  uk: {
    plain: rows('`1234567890-=', 'qwertyuiop[]#', "asdfghjkl;'", '\\zxcvbnm,./'),
    shifted: rows('¬!"£$%^&*()_+', 'QWERTYUIOP{}~', 'ASDFGHJKL:@', '|ZXCVBNM<>?'),
    altGr: rows('¦   €        ', '  é   úíó    ', 'á          ', '           '),
  },
  it: {
    plain: rows("\\1234567890'ì", 'qwertyuiopè+ù', 'asdfghjklòà', '<zxcvbnm,.-'),
    shifted: rows('|!"£$%&/()=?^', 'QWERTYUIOPé*§', 'ASDFGHJKLç°', '>ZXCVBNM;:_'),
    altGr: rows('             ', '  €       [] ', '         @#', '           '),
  },
  hu: {
    plain: rows('0123456789öüó', 'qwertzuiopőúű', 'asdfghjkléá', 'íyxcvbnm,.-'),
    shifted: rows('§\'"+!%/=()ÖÜÓ', 'QWERTZUIOPŐÚŰ', 'ASDFGHJKLÉÁ', 'ÍYXCVBNM?:_'),
    altGr: rows(' ~     `     ', '\\|Ä   €Í  ÷×¤', 'äđĐ[] íłŁ$ß', '<>#&@{} ; *'),
  },
  de: {
    plain: rows(' 1234567890ß ', 'qwertzuiopü+#', 'asdfghjklöä', '<yxcvbnm,.-'),
    shifted: rows('°!"§$%&/()=? ', "QWERTZUIOPÜ*'", 'ASDFGHJKLÖÄ', '>YXCVBNM;:_'),
    altGr: rows('  ²³   {[]}\\ ', '@ €        ~ ', '           ', '|      µ   '),
  },
  fr: {
    plain: rows('²&é"\'(-è_çà)=', 'azertyuiop $*', 'qsdfghjklmù', '<wxcvbn,;:!'),
    shifted: rows(' 1234567890°+', 'AZERTYUIOP £µ', 'QSDFGHJKLM%', '>WXCVBN?./§'),
    altGr: rows('   #{[| \\^@]}', '  €        ¤ ', '           ', '           '),
  },
} as const satisfies Record<string, LayoutTable>;

export type Layout = keyof typeof layouts;
export const layoutNames = ['us', 'uk', 'it', 'hu', 'de', 'fr'] as const satisfies Layout[];
