import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A USB device that this kernel pretends to itself: what it says of itself, and its one function with what belongs to it. */
export interface GadgetSetup {
  name: string;
  vendorId: string;
  productId: string;
  manufacturer: string;
  product: string;
  serialNumber: string;
  /** As the kernel calls it: `hid.scanner`, `printer.0`, `acm.0`. */
  function: string;
  attributes: Record<string, string | Uint8Array>;
}

/** A device with its cable. Whoever unplugs it has closed its own end before: a kernel whose gadget is held falls over. */
export interface Gadget {
  plug(): void;
  unplug(): void;
}

const shelf = '/sys/kernel/config/usb_gadget';
const english = 'strings/0x409';

/** Makes a device and leaves it unplugged. Each takes a port of its own on the pretended controller, so one can go alone. */
export function makeGadget(setup: GadgetSetup): Gadget {
  const folder = path.join(shelf, setup.name);
  const made = readdirSync(shelf).length;
  const controller = readdirSync('/sys/class/udc').sort()[made];
  if (controller === undefined) throw new Error(`The kernel pretends only ${made} USB ports.`);
  const write = (place: string, value: string | Uint8Array): void =>
    writeFileSync(path.join(folder, place), value);
  mkdirSync(path.join(folder, english), { recursive: true });
  write('idVendor', setup.vendorId);
  write('idProduct', setup.productId);
  write(`${english}/manufacturer`, setup.manufacturer);
  write(`${english}/product`, setup.product);
  write(`${english}/serialnumber`, setup.serialNumber);
  mkdirSync(path.join(folder, 'functions', setup.function), { recursive: true });
  for (const [name, value] of Object.entries(setup.attributes))
    write(`functions/${setup.function}/${name}`, value);
  mkdirSync(path.join(folder, 'configs/c.1', english), { recursive: true });
  write(`configs/c.1/${english}/configuration`, setup.product);
  const link = path.join(folder, 'configs/c.1', setup.function);
  if (!existsSync(link)) symlinkSync(path.join(folder, 'functions', setup.function), link);
  return {
    plug: () => write('UDC', controller),
    unplug: () => write('UDC', '\n'),
  };
}
