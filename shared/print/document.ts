import { z } from 'zod';

/**
 * A page with no printer in it: what stands on the paper, in order. The same document becomes printer bytes and the picture
 * on the screen. Texts are plain: nothing in them is ever read as a command.
 */
export const Block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string().max(400),
    /** Letters of 1, 2 or 3 times the printer's normal height and width. */
    scale: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
    align: z.enum(['left', 'center']).default('left'),
    bold: z.boolean().default(false),
  }),
  /** Two texts on one line, the second at the right edge. */
  z.object({
    kind: z.literal('pair'),
    left: z.string().max(100),
    right: z.string().max(100),
    bold: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('rule') }),
  z.object({ kind: z.literal('space'), lines: z.int().min(1).max(10) }),
  /** A QR code of digits, drawn as a picture so that no printer's firmware chooses its size. */
  z.object({ kind: z.literal('qr'), digits: z.string().regex(/^\d+$/).max(1000) }),
  /** A QR code of capital letters and digits: what is short enough to be typed as well. */
  z.object({
    kind: z.literal('qr-letters'),
    letters: z
      .string()
      .regex(/^[A-Z0-9]+$/)
      .max(60),
  }),
  /** A Code 128, as wide as the paper allows. */
  z.object({
    kind: z.literal('code128'),
    text: z
      .string()
      .regex(/^[ -~]+$/)
      .max(24),
  }),
  /** The shop's own picture, as it is when the page is printed; nothing in a shop without one. */
  z.object({ kind: z.literal('logo') }),
]);
export type Block = z.infer<typeof Block>;

/** A whole page. It ends with a cut. */
export const Document = z.object({
  /** For lists of print jobs; not printed. */
  title: z.string().max(120),
  blocks: z.array(Block).min(1).max(200),
  /** The code on this page that is money to whoever reads it: it is on the paper, and on no screen. Absent on every other page. */
  secret: z.string().min(8).max(60).optional(),
});
export type Document = z.infer<typeof Document>;

/** Short ways to write blocks. */
export const line = (
  text: string,
  style: Partial<Pick<Extract<Block, { kind: 'text' }>, 'scale' | 'align' | 'bold'>> = {},
): Block => ({
  kind: 'text',
  text,
  scale: 1,
  align: 'left',
  bold: false,
  ...style,
});

/** The same page once more, saying so in its first line: whoever holds two papers sees which came first. */
export const copyOf = (document: Document, word: string): Document => ({
  ...document,
  blocks: [line(`*** ${word} ***`, { align: 'center', bold: true }), ...document.blocks],
});

/** The page as a screen may show it: of what is money to whoever reads it there is no more than its last four letters. */
export function withoutSecret({ secret, ...document }: Document): Document {
  if (secret === undefined) return document;
  const hidden = line(`•••• •••• ${secret.slice(-4)}`, { align: 'center', scale: 2 });
  const reads = (block: Block): boolean =>
    Object.values(block).some(
      (value) => typeof value === 'string' && value.replaceAll(' ', '').includes(secret),
    );
  const blocks = document.blocks.map((block) => (reads(block) ? hidden : block));
  // It stands there twice, to be scanned and to be typed: hidden it is told once.
  return { ...document, blocks: blocks.filter((block, at) => block !== hidden || blocks[at - 1] !== hidden) };
}
