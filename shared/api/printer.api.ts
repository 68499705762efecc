import { z } from 'zod';
import { PageNumber, PrinterConfirms, PrinterSetup } from '../settings/printer-setup.ts';
import { call, event } from './channel.ts';

export type PrinterConfirms = z.infer<typeof PrinterConfirms>;

/** The printer as the Devices screen shows it. */
export const PrinterView = z.object({
  setup: PrinterSetup,
  /** Said by whoever started the till, so that nobody can choose another here. */
  fixed: z.boolean(),
  state: z.enum(['ready', 'trouble', 'none']),
  /** A key under `printer.<says>`, or null when there is nothing to say. */
  says: z.string().nullable(),
  /** The pages that the test page shows, in its order. `kept` are those that somebody found right. */
  pages: z.array(PageNumber.extend({ kept: z.boolean() })),
  hasDrawer: z.boolean(),
  /** How it says that a paper is done; `confirmsFound` when somebody found that out here, else the model says so. */
  confirms: PrinterConfirms,
  confirmsFound: z.boolean(),
});
export type PrinterView = z.infer<typeof PrinterView>;

/** A printer that this computer sees, ready to be chosen; and a model, to be chosen with it. */
export const PrinterChoices = z.object({
  models: z.array(z.object({ model: z.string(), name: z.string() })),
  found: z.array(z.object({ name: z.string(), setup: PrinterSetup })),
});
export type PrinterChoices = z.infer<typeof PrinterChoices>;

/** What became of a test page or of the drawer. `busy`: a paper is being printed, and nothing was done or will be. */
export const PrintAttempt = z.object({
  outcome: z.enum(['printed', 'not-printed', 'unknown', 'busy']),
  /** A key under `printer.<trouble>`, or null. */
  trouble: z.string().nullable(),
});
export type PrintAttempt = z.infer<typeof PrintAttempt>;

/** What people do with the printer itself: choose it, try it, look after it. */
export const printerApi = {
  'printer.view': call(z.object({}), PrinterView),
  /** Looks at what is plugged in now, which takes a moment. */
  'printer.choices': call(z.object({}), PrinterChoices),
  'printer.set-up': call(z.object({ setup: PrinterSetup }), PrinterView),
  /** Prints a page that shows every letter the printer claims to have. */
  'printing.test': call(z.object({}), PrintAttempt),
  /** Prints the sheet of actions, for a counter worked by scanner alone; it is heard from then on. */
  'printing.actions': call(z.object({}), PrintAttempt),
  /** A person read the test page: this line of it was right, or, with `kept` false, was not after all. */
  'printer.keep-page': call(PageNumber.extend({ kept: z.boolean() }), PrinterView),
  /** Prints a slip with this number, confirmed in this way. Nothing is kept of it. */
  'printer.try-confirms': call(
    z.object({ confirms: PrinterConfirms, number: z.int().min(1).max(9) }),
    PrintAttempt,
  ),
  /** Somebody found out how this printer confirms. */
  'printer.keep-confirms': call(z.object({ confirms: PrinterConfirms }), PrinterView),
  /** One pulse, now or never. */
  'drawer.kick': call(z.object({}), PrintAttempt),
  'printer.changed': event(PrinterView),
} as const;
