import type { Api } from '#shared/api/api.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import type { Server } from '#shared/api/server.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { printerView, type PrinterDesk } from '#electron/api/printer.handlers.ts';
import { printJobView } from '#electron/api/print.handlers.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Store } from '#electron/store/store.ts';
import { activating, spoolQueue, type SetJobState } from './activating-queue.ts';
import { choosePrinter } from './chosen-printer.ts';
import { openPrinting, type Printing } from './open-printing.ts';
import { shopsLogo, type ShopsLogo } from './shops-logo.ts';
import { openVoucherKit, type VoucherKit } from './voucher-kit.ts';

export interface TillPrintingOptions {
  dataDir: string;
  /** The printer that was said when the till was started, before any that was chosen on the screen. */
  said: string | null;
  demo: boolean;
  store: Store;
  settings: Pick<ShopSettings, 'shop'>;
  machine: Machine;
  log: Log;
  time(): BusinessTime;
  say: Say;
  tell: Server<Api>['emit'];
  /** What the status line shows of printing is another now. */
  statusChanged(): void;
  /** What a paper stands for is true from now on: it came out. */
  activated(): void;
}

/** The printing of a till, put together with its ledger and its windows. */
export interface TillPrinting {
  printing: Printing;
  desk(): PrinterDesk;
  voucherKit: VoucherKit;
  logo: ShopsLogo;
  setJobState: SetJobState;
  /** A new paper waits, or a person settled one. */
  printed(job: PrintJobView): void;
  /** More or fewer papers of a batch wait. */
  batchChanged(batchId: string): void;
}

/** Finds the printer and starts to print what waits. Throws Trouble in words for a printer that cannot be. */
export async function openTillPrinting(options: TillPrintingOptions): Promise<TillPrinting> {
  const { dataDir, store, settings, machine, log, say, tell, statusChanged } = options;
  const setJobState = activating(store, options.time);
  const chosen = choosePrinter(dataDir, options.said, options.demo);
  const voucherKit = openVoucherKit(dataDir, log);
  const logo = shopsLogo({ store, shop: settings.shop, machine, common: voucherKit });
  const tellBatch = (batchId: string | null): boolean => {
    const batch = batchId === null ? undefined : store.jobs.batch(batchId);
    if (batch) tell('print.batch-changed', batch);
    return batch !== undefined;
  };
  const printing = await openPrinting({
    chosen,
    logo: logo.drawn,
    queue: spoolQueue(store, setJobState),
    readOnly: store.readOnly,
    machine,
    clock: systemClock,
    log,
    changed(job) {
      const ofBatch = tellBatch(job.batchId);
      // Of a batch only what needs a person is told paper by paper.
      if (!ofBatch || job.state === 'unknown') tell('print.changed', printJobView(job));
      if (job.activates && job.state === 'printed') options.activated();
      statusChanged();
    },
    printerChanged() {
      tell('printer.changed', printerView(desk()));
      statusChanged();
    },
    practiceChanged: (printer) => tell('practice.printer-changed', printer),
  });
  const desk = (): PrinterDesk => ({ printing, fixed: chosen.fixed, shop: settings.shop, say });
  return {
    printing,
    desk,
    voucherKit,
    logo,
    setJobState,
    printed(job) {
      tell('print.changed', job);
      statusChanged();
    },
    batchChanged(batchId) {
      tellBatch(batchId);
      statusChanged();
    },
  };
}
