import type { PracticePrinter } from '#shared/api/practice.api.ts';
import type { TillStatus } from '#shared/api/till.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Document } from '#shared/print/document.ts';
import type { PrinterDriver } from '#electron/devices/driver.ts';
import { drivers } from '#electron/devices/drivers.ts';
import {
  startVirtualPrinter,
  type VirtualPrinter,
} from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import { previewDocument, type Preview } from './preview.ts';
import { parsePrinterAddress, type PrinterAddress } from './printer-address.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import { startPrintSpool, type JobQueue } from './print-spool.ts';

export interface PrintingOptions {
  /** As in `TESSERA_PRINTER`: see parsePrinterAddress. */
  address: string | null;
  queue: JobQueue;
  /** A till that may not write keeps its papers as they are. */
  readOnly: boolean;
  machine: Pick<Machine, 'randomBytes'>;
  log(line: string): void;
  changed(job: PrintJob): void;
  practiceChanged(printer: PracticePrinter): void;
}

/** All that prints: the spool, the printer it feeds, and the picture of a page. */
export interface Printing {
  /** What the last job told of the printer. */
  state(): TillStatus['printer'];
  wake(): void;
  idle(): Promise<void>;
  preview(document: Document): Preview;
  /** The virtual printer, where the pages go to one. */
  virtual: VirtualPrinter | null;
  practice: { printer(): PracticePrinter; setPaper(paper: PracticePrinter['paper']): void } | null;
  close(): Promise<void>;
}

/** Finds the printer and starts to bring waiting pages to paper. Throws Trouble when the address is none. */
export async function openPrinting(options: PrintingOptions): Promise<Printing> {
  const address = parsePrinterAddress(options.address);
  const tray = address.kind === 'virtual' ? await virtualTray(address, options.practiceChanged) : null;
  let state: TillStatus['printer'] = address.kind === 'none' ? 'none' : 'ready';
  const spool = options.readOnly
    ? null
    : startPrintSpool({
        queue: options.queue,
        printer: printerAt(address, tray?.printer.port, options.machine),
        model: address.model,
        onChange: (job) => {
          if (address.kind !== 'none') state = job.trouble === null ? 'ready' : 'trouble';
          options.changed(job);
        },
        onError: (error) =>
          options.log(`print spool: ${error instanceof Error ? error.message : String(error)}`),
      });
  return {
    state: () => state,
    wake: () => spool?.wake(),
    idle: async () => spool?.idle(),
    preview: (document) => previewDocument(document, address.model),
    virtual: tray?.printer ?? null,
    practice: tray && {
      printer: tray.view,
      setPaper(paper) {
        tray.setPaper(paper);
        spool?.wake();
      },
    },
    async close() {
      await spool?.close();
      await tray?.printer.close();
    },
  };
}

function printerAt(
  address: PrinterAddress,
  virtualPort: number | undefined,
  machine: Pick<Machine, 'randomBytes'>,
): PrinterDriver | null {
  if (address.kind === 'none') return null;
  const { host, port } =
    address.kind === 'network' ? address : { host: '127.0.0.1', port: virtualPort ?? 9100 };
  const driver = drivers['escpos-network'];
  return driver.open(driver.settings.parse({ host, port, confirms: address.model.confirms }), machine);
}

/** The virtual printer and what lies in its tray. */
async function virtualTray(address: PrinterAddress, changed: (printer: PracticePrinter) => void) {
  let paper: PracticePrinter['paper'] = 'ok';
  const view = (): PracticePrinter => ({ running: true, paper, printedPages: printer.printed() });
  const { widthDots } = address.model;
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
