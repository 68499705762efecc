import type { PracticePrinter } from '#shared/api/practice.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Document } from '#shared/print/document.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import type { PrinterSetup } from '#shared/settings/printer-setup.ts';
import type { PrintResult, PrintTrouble } from '#electron/devices/driver.ts';
import {
  startVirtualPrinter,
  type VirtualPrinter,
} from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { ChosenPrinter } from './chosen-printer.ts';
import { openDriver } from './open-driver.ts';
import { previewDocument, type Preview } from './preview.ts';
import { startPrintSpool, type JobQueue } from './print-spool.ts';
import { openDesk } from './printer-desk.ts';
import type { PrinterModel } from './printer-model.ts';
import { modelOf } from './printer-models.ts';
import type { ShopLogo } from './shop-logo.ts';
import { watchPrinter } from './printer-watch.ts';

export interface PrintingOptions {
  chosen: ChosenPrinter;
  queue: JobQueue;
  /** A till that may not write keeps its papers as they are. */
  readOnly: boolean;
  machine: Pick<Machine, 'randomBytes'>;
  /** The shop's picture for pages that want it. */
  logo(): ShopLogo | null;
  clock: Clock;
  log(line: string): void;
  changed(job: PrintJob): void;
  /** Another printer was chosen, or it is otherwise than it was. */
  printerChanged(): void;
  practiceChanged(printer: PracticePrinter): void;
}

/** How the printer is, as far as anybody knows. `says` is a key under `printer.<says>`, `paper-low` among them, or null. */
export interface PrinterState {
  printer: 'ready' | 'trouble' | 'none';
  printerSays: string | null;
}

/** All that prints: the spool, the printer it feeds, and the picture of a page. */
export interface Printing {
  state(): PrinterState;
  setup(): PrinterSetup;
  model(): PrinterModel;
  /** Takes another printer from now on; what is being printed ends first, as when the till is switched off. */
  setUp(setup: PrinterSetup): Promise<void>;
  /** Bytes that are no paper of the queue: a test page, a drawer. Now or never; undefined when a paper is being printed. */
  printNow(bytes: Uint8Array): Promise<PrintResult | undefined>;
  /** The same, confirmed in another way than the printer is set up with: to find out which is true of it. */
  tryConfirms(bytes: Uint8Array, confirms: PrinterModel['confirms']): Promise<PrintResult | undefined>;
  /** Asks the printer how it is, unless it prints. */
  ask(): Promise<void>;
  wake(): void;
  idle(): Promise<void>;
  preview(document: Document): Preview;
  /** How many letters of normal size fit on a line. */
  columns(): number;
  /** The virtual printer, where the pages go to one. */
  virtual(): VirtualPrinter | null;
  practice: { printer(): PracticePrinter; setPaper(paper: PracticePrinter['paper']): void };
  close(): Promise<void>;
}

/** Finds the printer and starts to bring waiting pages to paper. Throws Trouble when there is no such model. */
export async function openPrinting(options: PrintingOptions): Promise<Printing> {
  let { setup } = options.chosen;
  let station = await openStation(setup, options);
  return {
    state: () => station.state(),
    setup: () => setup,
    model: () => station.model,
    async setUp(next) {
      modelOf(next);
      await station.close();
      setup = next;
      station = await openStation(next, options);
      options.chosen.keep(next);
      options.printerChanged();
    },
    printNow: (bytes) => station.printNow(bytes),
    tryConfirms: (bytes, confirms) => station.tryConfirms(bytes, confirms),
    ask: () => station.ask(),
    wake: () => station.wake(),
    idle: () => station.idle(),
    columns: () => station.model.columns,
    preview: (document) => previewDocument(document, station.model, options.logo()),
    virtual: () => station.tray?.printer ?? null,
    practice: {
      printer: () => station.tray?.view() ?? { running: false, paper: 'ok', printedPages: 0 },
      setPaper(paper) {
        station.tray?.setPaper(paper);
        station.wake();
      },
    },
    close: () => station.close(),
  };
}

/** One printer with its spool, for as long as it is the chosen one. */
async function openStation(setup: PrinterSetup, options: PrintingOptions) {
  const model = modelOf(setup);
  const tray = setup.way === 'virtual' ? await virtualTray(model, options.practiceChanged) : null;
  const driver = openDriver(setup, model, tray?.printer.port, options.machine);
  const desk = driver && openDesk(driver);
  const complain = (error: unknown): void =>
    options.log(`print spool: ${error instanceof Error ? error.message : String(error)}`);
  const watch =
    desk &&
    watchPrinter({
      desk,
      clock: options.clock,
      changed: options.printerChanged,
      recovered: () => spool?.wake(),
      onError: complain,
    });
  const spool = options.readOnly
    ? null
    : startPrintSpool({
        queue: options.queue,
        printer: desk,
        model,
        logo: options.logo,
        onChange(job) {
          options.changed(job);
          const trouble = troubleTold(job);
          if (trouble !== undefined) watch?.heard(trouble);
        },
        onError: complain,
      });
  return {
    model,
    tray,
    state(): PrinterState {
      const health = watch?.health();
      if (!watch) return { printer: 'none', printerSays: null };
      const says = health?.trouble ?? (health?.paperLow ? 'paper-low' : null);
      return { printer: health?.trouble ? 'trouble' : 'ready', printerSays: says };
    },
    printNow: async (bytes: Uint8Array): Promise<PrintResult | undefined> =>
      desk ? desk.printNow(bytes) : { outcome: 'not-printed', trouble: 'no-printer' },
    async tryConfirms(
      bytes: Uint8Array,
      confirms: PrinterModel['confirms'],
    ): Promise<PrintResult | undefined> {
      const by = openDriver(setup, { ...model, confirms }, tray?.printer.port, options.machine);
      return desk && by ? desk.printNow(bytes, by) : { outcome: 'not-printed', trouble: 'no-printer' };
    },
    ask: async () => watch?.ask(),
    wake: () => spool?.wake(),
    idle: async () => spool?.idle(),
    async close() {
      watch?.stop();
      await spool?.close();
      await tray?.printer.close();
    },
  };
}

/** What a job on its way tells of the printer: its trouble, null when it is well, undefined when nothing. */
function troubleTold({ state, trouble }: PrintJob): PrintTrouble | null | undefined {
  if (state === 'printed' || trouble === 'handed-over') return null;
  // Begun or gone on says nothing yet: taken for well, it would wake the spool while it works.
  if (trouble === null || trouble === 'interrupted' || trouble === 'unprintable') return undefined;
  return trouble as PrintTrouble;
}

/** The virtual printer and what lies in its tray. */
async function virtualTray({ widthDots }: PrinterModel, changed: (printer: PracticePrinter) => void) {
  let paper: PracticePrinter['paper'] = 'ok';
  const view = (): PracticePrinter => ({ running: true, paper, printedPages: printer.printed() });
  const printer = await startVirtualPrinter({ widthDots, onPage: () => changed(view()) });
  return {
    printer,
    view,
    setPaper(next: PracticePrinter['paper']) {
      paper = next;
      printer.setPaper(next);
      changed(view());
    },
  };
}
