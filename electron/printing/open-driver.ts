import type { Machine } from '#shared/base/machine.ts';
import { assertNever } from '#shared/base/assert.ts';
import type { PrinterSetup } from '#shared/settings/printer-setup.ts';
import type { PrinterDriver } from '#electron/devices/driver.ts';
import { drivers } from '#electron/devices/drivers.ts';
import type { PrinterModel } from './printer-model.ts';

/** The driver for the way that was chosen. Null where no paper is wanted. The virtual printer is reached as a network one. */
export function openDriver(
  setup: PrinterSetup,
  { confirms }: PrinterModel,
  virtualPort: number | undefined,
  machine: Pick<Machine, 'randomBytes'>,
): PrinterDriver | null {
  const network = drivers['escpos-network'];
  switch (setup.way) {
    case 'none':
      return null;
    case 'virtual':
      return network.open(
        network.settings.parse({ host: '127.0.0.1', port: virtualPort, confirms }),
        machine,
      );
    case 'network': {
      const { host, port } = setup;
      return network.open(network.settings.parse({ host, port, confirms }), machine);
    }
    case 'serial': {
      const { path, baudRate, hardwareFlow } = setup;
      const serial = drivers['escpos-serial'];
      return serial.open(serial.settings.parse({ path, baudRate, hardwareFlow, confirms }), machine);
    }
    case 'usb': {
      const { maker, device: model, serialNumber } = setup;
      const usb = drivers['escpos-usb'];
      return usb.open(usb.settings.parse({ maker, model, serialNumber, confirms }), machine);
    }
    case 'queue': {
      const queue = drivers['system-spooler'];
      return queue.open(queue.settings.parse({ queue: setup.queue }), machine);
    }
    default:
      return assertNever(setup);
  }
}
