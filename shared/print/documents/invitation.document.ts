import type { Say } from '../../base/language.ts';
import { line, type Document } from '../document.ts';

/** What a member gives to friends. Says nothing of the member but a code. */
export interface InvitationPaper {
  shop: string;
  /** What people read: "Bring a friend". */
  name: string;
  code: string;
  footer: string;
}

/** A slip for a friend: the shop, what it is about, the code to be scanned, and the same in letters to be said. */
export function invitationDocument({ shop, name, code, footer }: InvitationPaper, say: Say): Document {
  const center = { align: 'center' } as const;
  return {
    title: `${name} ${groupedReferralCode(code)}`,
    blocks: [
      line(shop, { ...center, scale: 2, bold: true }),
      { kind: 'space', lines: 1 },
      line(name, { ...center, bold: true }),
      line(say('referral.slip'), center),
      { kind: 'space', lines: 1 },
      { kind: 'qr-letters', letters: code },
      line(groupedReferralCode(code), { ...center, scale: 2 }),
      ...(footer ? [{ kind: 'rule' } as const, line(footer, center)] : []),
    ],
  };
}

/** The code as people read it: `TRBC DEFG HJKL`. */
export const groupedReferralCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ');
