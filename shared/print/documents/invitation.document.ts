import type { Say } from '../../base/language.ts';
import type { PaperHouse } from '../../settings/paper-settings.ts';
import { line, type Document } from '../document.ts';
import { shopFoot, shopHead } from '../shop-words.ts';

/** What a member gives to friends. Says nothing of the member but a code. */
export interface InvitationPaper {
  house: PaperHouse;
  /** What people read: "Bring a friend". */
  name: string;
  code: string;
}

/** A slip for a friend: the shop, what it is about, the code to be scanned, and the same in letters to be said. */
export function invitationDocument({ house, name, code }: InvitationPaper, say: Say): Document {
  const center = { align: 'center' } as const;
  return {
    title: `${name} ${groupedReferralCode(code)}`,
    blocks: [
      ...shopHead(house),
      { kind: 'space', lines: 1 },
      line(name, { ...center, bold: true }),
      line(say('referral.slip'), center),
      { kind: 'space', lines: 1 },
      { kind: 'qr-letters', letters: code },
      line(groupedReferralCode(code), { ...center, scale: 2 }),
      ...shopFoot(house, say),
    ],
  };
}

/** The code as people read it: `TRBC DEFG HJKL`. */
export const groupedReferralCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ');
