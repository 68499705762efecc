import { z } from 'zod';

/** A set of letters that printers, registers and pole displays have beside ASCII: how the bytes 0x80 to 0xFF read. */
export const CodePageName = z.enum(['cp437', 'cp850', 'cp852', 'cp858', 'wpc1252']);
export type CodePageName = z.infer<typeof CodePageName>;
