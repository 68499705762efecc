import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { printerApi, PrinterChoices, PrinterView } from '#shared/api/printer.api.ts';
import type { Say } from '#shared/base/language.ts';
import { PrinterSetup } from '#shared/settings/printer-setup.ts';
import { actionsDocument } from '#shared/print/documents/actions.document.ts';
import { listQueues } from '#electron/devices/transports/print-queue.ts';
import { listSerialPorts } from '#electron/devices/transports/serial-ports.ts';
import { findUsbPrinters } from '#electron/devices/transports/usb-printer.ts';
import { confirmSlip } from '#electron/printing/confirm-slip.ts';
import { drawerPulse } from '#electron/printing/drawer-pulse.ts';
import type { Printing } from '#electron/printing/open-printing.ts';
import { isModelName, modelNamed, modelNames } from '#electron/printing/printer-models.ts';
import { documentToEscpos } from '#electron/printing/to-escpos.ts';
import type { ActionSheet } from '#electron/scanning/action-sheet.ts';
import { testedPages, testPage } from '#electron/printing/test-page.ts';
import { printAttempt } from './print-attempt.ts';

export interface PrinterDesk {
  printing: Printing;
  fixed: boolean;
  shop: string;
  say: Say;
}

/** The printer as it is set up and as it is. */
export function printerView({ printing, fixed }: Pick<PrinterDesk, 'printing' | 'fixed'>): PrinterView {
  const [setup, model] = [printing.setup(), printing.model()];
  const { printer: state, printerSays: says } = printing.state();
  const pages = testedPages(modelNamed(setup.model)).map((page) => ({
    ...page,
    kept: setup.pages.some(({ name, escT }) => name === page.name && escT === page.escT),
  }));
  return {
    setup,
    fixed,
    state,
    says,
    pages,
    hasDrawer: model.drawer && setup.way !== 'none',
    confirms: model.confirms,
    confirmsFound: setup.confirms !== undefined,
  };
}

/** Choosing a printer, trying it, and the drawer on its cable. */
export function printerHandlers(desk: PrinterDesk & { sheet: ActionSheet }): Handlers<typeof printerApi> {
  const { printing, say } = desk;
  const setUp = async (setup: PrinterSetup): Promise<PrinterView> => {
    if (!isModelName(setup.model)) throw new ChannelError('NOT_FOUND', `printer model ${setup.model}`);
    await printing.setUp(setup);
    await printing.ask();
    return printerView(desk);
  };
  return {
    'printer.view': () => printerView(desk),
    'printer.choices': choices,
    'printer.set-up': ({ setup }) => {
      if (desk.fixed) throw new ChannelError('BAD_REQUEST', 'the printer was said when the till was started');
      return setUp(setup);
    },
    'printing.test': async () =>
      printAttempt(
        await printing.printNow(
          testPage({
            shop: desk.shop,
            model: printing.model(),
            pages: testedPages(modelNamed(printing.setup().model)),
            say,
          }),
        ),
      ),
    'printing.actions': async () => {
      const { sheet } = desk;
      const paper = documentToEscpos(actionsDocument(sheet.lines(), say), printing.model());
      const tried = printAttempt(await printing.printNow(paper));
      // Somebody may hold it, where nobody knows whether it came out.
      if (tried.outcome === 'printed' || tried.outcome === 'unknown') sheet.turn(true);
      return tried;
    },
    'printer.keep-page': ({ name, escT, kept }) => {
      const setup = printing.setup();
      const others = setup.pages.filter((page) => page.name !== name);
      return setUp({ ...setup, pages: kept ? [...others, { name, escT }] : others });
    },
    'printer.try-confirms': async ({ confirms, number }) =>
      printAttempt(await printing.tryConfirms(confirmSlip(printing.model(), number, say), confirms)),
    'printer.keep-confirms': ({ confirms }) => setUp({ ...printing.setup(), confirms }),
    'drawer.kick': async () => printAttempt(await printing.printNow(drawerPulse(printing.setup().drawerPin))),
  };
}

async function choices(): Promise<PrinterChoices> {
  const [usb, queues, serial] = await Promise.all([findUsbPrinters(), listQueues(), listSerialPorts()]);
  const found = [
    ...usb.map(({ maker, model: device, serialNumber }) => ({
      name: `${maker} ${device}`.trim(),
      setup: { way: 'usb', model: guessModel(device), maker, device, serialNumber },
    })),
    ...queues.map((queue) => ({ name: queue, setup: { way: 'queue', model: guessModel(queue), queue } })),
    ...serial.ports.map(({ identity, path, name }) => ({
      name,
      setup: { way: 'serial', model: 'generic-80', path: identity.startsWith('/') ? identity : path },
    })),
  ];
  return {
    models: modelNames.map((model) => ({ model, name: modelNamed(model).name })),
    found: found.flatMap(({ name, setup }) => {
      const parsed = PrinterSetup.safeParse(setup);
      return parsed.success ? [{ name, setup: parsed.data }] : [];
    }),
  };
}

/** The model whose name holds most of what the printer calls itself; a person may choose otherwise. */
function guessModel(says: string): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const called = plain(says);
  const fits = (name: string): boolean => called.length > 3 && plain(name).endsWith(called);
  return (
    modelNames.find(fits) ??
    modelNames.find((name) => called.length > 3 && plain(name).includes(called)) ??
    'generic-80'
  );
}
