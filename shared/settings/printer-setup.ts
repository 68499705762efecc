import { z } from 'zod';

/** A code page of a printer, and the number by which `ESC t` chooses it. */
export const PageNumber = z.object({ name: z.string().max(20), escT: z.int().min(0).max(255) });
export type PageNumber = z.infer<typeof PageNumber>;

/** How a printer says that a paper is done: with the number of the job, by answering a question in its turn, or not at all. */
export const PrinterConfirms = z.enum(['gs-paren-h', 'gs-r', 'none']);

const model = z.string().regex(/^[a-z0-9-]+$/);
const common = {
  model,
  /** Pages that somebody read on the test page and found right; they are tried before the model's own. */
  pages: z.array(PageNumber).max(20).default([]),
  /** How it confirms, where the model's answer is not true of this one. */
  confirms: PrinterConfirms.optional(),
  /** The pin of the plug that opens the drawer. */
  drawerPin: z.union([z.literal(2), z.literal(5)]).default(2),
};

/** The one printer of a till: which way its papers go, and what model stands there. */
export const PrinterSetup = z.discriminatedUnion('way', [
  z.object({ way: z.literal('none'), ...common, model: model.default('generic-58') }),
  z.object({ way: z.literal('virtual'), ...common, model: model.default('virtual-58') }),
  z.object({
    way: z.literal('network'),
    ...common,
    host: z.string().regex(/^[\w.:-]{1,253}$/),
    port: z.int().min(1).max(65_535).default(9100),
  }),
  z.object({
    way: z.literal('serial'),
    ...common,
    /** `/dev/serial/by-id/...`, `/dev/ttyS0` or `COM3`. */
    path: z.string().regex(/^[^\s]{1,200}$/),
    baudRate: z.int().min(1200).max(921_600).default(19_200),
    hardwareFlow: z.boolean().default(true),
  }),
  z.object({
    way: z.literal('usb'),
    ...common,
    /** What the printer says of itself; empty fits any, which is enough where there is only one. */
    maker: z.string().max(80).default(''),
    device: z.string().max(80).default(''),
    serialNumber: z.string().max(80).default(''),
  }),
  z.object({
    way: z.literal('queue'),
    ...common,
    /** A print queue of this computer, as its system names it: with spaces on Windows, where it may even be `\\server\printer`. */
    queue: z.string().regex(/^(?!-)[^\p{Cc}]{1,220}$/u),
  }),
]);
export type PrinterSetup = z.infer<typeof PrinterSetup>;
