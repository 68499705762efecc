import { z } from 'zod';
import { codePages, type CodePage } from '#electron/devices/dots/code-pages.ts';
import { letterDots } from '#electron/devices/dots/receipt-font.ts';

/**
 * What one model of printer can do: one JSON each in resources/printers. `codePages` are the pages it surely has, the
 * preferred one first, with the number by which `ESC t` chooses each.
 */
export const PrinterModel = z
  .object({
    name: z.string().min(1),
    /** Dots across the printable paper: 384 on 58 mm, 512 or 576 on 80 mm. */
    widthDots: z.int().min(192).max(1024).multipleOf(8),
    /** Letters of 12 dots on a line. */
    columns: z.int().positive(),
    codePages: z
      .array(
        z.object({
          name: z.enum(Object.keys(codePages) as [CodePage, ...CodePage[]]),
          escT: z.int().min(0).max(255),
        }),
      )
      .min(1),
    cutter: z.boolean(),
    /** How it says that a job is on paper: echoing a process id (GS ( H), answering in its turn (GS r 1), or not at all. */
    confirms: z.enum(['gs-paren-h', 'gs-r', 'none']),
  })
  .refine(({ widthDots, columns }) => columns === Math.floor(widthDots / letterDots.width), {
    error: 'columns are the letters of 12 dots that fit across',
    path: ['columns'],
  });
export type PrinterModel = z.infer<typeof PrinterModel>;
