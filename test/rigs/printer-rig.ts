import { onTestFinished } from 'vitest';
import type { PrinterDriver } from '#electron/devices/driver.ts';
import { drivers } from '#electron/devices/drivers.ts';
import { EscposNetworkSettings } from '#electron/devices/drivers/escpos-network/escpos-network.driver.ts';
import {
  startVirtualPrinter,
  type VirtualPrinter,
} from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import { PrinterModel } from '#electron/printing/printer-model.ts';
import virtual58 from '#resources/printers/virtual-58.json' with { type: 'json' };
import virtual80 from '#resources/printers/virtual-80.json' with { type: 'json' };

export const paper58 = PrinterModel.parse(virtual58);
export const paper80 = PrinterModel.parse(virtual80);

/** Quick questions, and patience that a busy machine does not use up. A test of a limit sets that limit. */
export const rigLimits = {
  connectMs: 5000,
  closeMs: 1000,
  statusMs: 5000,
  confirmMs: 5000,
  pollMs: 10,
  refillMs: 5000,
};

/** A virtual printer and the driver that reaches it over TCP. Both end with the test. */
export interface PrinterRig {
  printer: VirtualPrinter;
  driver: PrinterDriver;
  model: PrinterModel;
}

/** Starts the rig; `model` also says how the printer confirms. */
export async function printerRig(
  model: PrinterModel = paper58,
  limits: Partial<typeof rigLimits> = {},
): Promise<PrinterRig> {
  const printer = await startVirtualPrinter({ widthDots: model.widthDots });
  onTestFinished(() => printer.close());
  const driver = driverTo(printer.port, model, { ...rigLimits, ...limits });
  return { printer, driver, model };
}

/** The network driver for a port of this machine, with or without anybody listening. */
export function driverTo(port: number, model: PrinterModel, limits = rigLimits): PrinterDriver {
  const settings = EscposNetworkSettings.parse({ host: '127.0.0.1', port, confirms: model.confirms, limits });
  return drivers['escpos-network'].open(settings, { randomBytes: (length) => new Uint8Array(length) });
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const printer = await startVirtualPrinter({ widthDots: 384 });
  await printer.close();
  return printer.port;
}
