import { z } from 'zod';
import { codePages, type CodePage } from '#electron/devices/dots/code-pages.ts';
import { letterDots } from '#electron/devices/dots/receipt-font.ts';

const Page = z.object({
  name: z.enum(Object.keys(codePages) as [CodePage, ...CodePage[]]),
  escT: z.int().min(0).max(255),
});

/** What one model of printer can do: one JSON each in resources/printers. */
export const PrinterModel = z
  .object({
    name: z.string().min(1),
    /** Where this stands, so that somebody can look it up again. */
    source: z.string().min(20),
    paperMm: z.union([z.literal(58), z.literal(80)]),
    dpi: z.union([z.literal(180), z.literal(203)]),
    /** Dots across the printable paper: 384 on 58 mm, 512 or 576 on 80 mm. */
    widthDots: z.int().min(192).max(1024).multipleOf(8),
    /** Letters of 12 dots on a line. */
    columns: z.int().positive(),
    /** The pages it surely has, the preferred one first, with the number by which `ESC t` chooses each. */
    codePages: z.array(Page).min(1),
    /** Pages it may have: the test page shows them, and a person says which read well. */
    maybePages: z.array(Page),
    cutter: z.boolean(),
    drawer: z.boolean(),
    /** Whether its firmware draws QR codes. Ours are pictures all the same, so that nobody else chooses their size. */
    qrCommand: z.boolean(),
    /** How it says that a job is on paper: echoing a process id (GS ( H), answering in its turn (GS r 1), or not at all. */
    confirms: z.enum(['gs-paren-h', 'gs-r', 'none']),
  })
  .refine(({ widthDots, columns }) => columns === Math.floor(widthDots / letterDots.width), {
    error: 'columns are the letters of 12 dots that fit across',
    path: ['columns'],
  })
  .refine(({ widthDots, paperMm, dpi }) => (widthDots / dpi) * 25.4 <= paperMm, {
    error: 'the dots fit on the paper',
    path: ['widthDots'],
  });
export type PrinterModel = z.infer<typeof PrinterModel>;
