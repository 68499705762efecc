import { Trouble } from '#shared/base/trouble.ts';
import epsonTmT88 from '#resources/printers/epson-tm-t88-80.json' with { type: 'json' };
import virtual58 from '#resources/printers/virtual-58.json' with { type: 'json' };
import virtual80 from '#resources/printers/virtual-80.json' with { type: 'json' };
import { PrinterModel } from './printer-model.ts';

/** Every model of printer we know, by the name it is set up with. */
const models: Readonly<Record<string, unknown>> = {
  'epson-tm-t88-80': epsonTmT88,
  'virtual-58': virtual58,
  'virtual-80': virtual80,
};

/** Where pages go: a printer on the network, the virtual one in this process, or nowhere. */
export type PrinterAddress =
  | { kind: 'none'; model: PrinterModel }
  | { kind: 'virtual'; model: PrinterModel }
  | { kind: 'network'; host: string; port: number; model: PrinterModel };

/**
 * Reads `virtual`, `10.0.0.5`, `10.0.0.5:9100` or `10.0.0.5:9100/virtual-58`, the last part naming a model of
 * resources/printers. Null is a shop without a printer. Trouble in words for anything else.
 */
export function parsePrinterAddress(text: string | null): PrinterAddress {
  if (text === null) return { kind: 'none', model: modelNamed('virtual-58') };
  const [place = '', name] = text.split('/');
  if (place === 'virtual') return { kind: 'virtual', model: modelNamed(name ?? 'virtual-58') };
  const match = /^(\[[0-9a-f:]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i.exec(place);
  const port = Number(match?.[2] ?? 9100);
  if (!match?.[1] || port < 1 || port > 65_535) {
    throw new Trouble(
      'PRINTER_ADDRESS',
      `"${text}" is no printer: write its address as 192.168.1.50:9100, or "virtual".`,
    );
  }
  return {
    kind: 'network',
    host: match[1].replaceAll(/[[\]]/g, ''),
    port,
    model: modelNamed(name ?? 'epson-tm-t88-80'),
  };
}

function modelNamed(name: string): PrinterModel {
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (!model) {
    throw new Trouble(
      'PRINTER_MODEL',
      `No printer model is called "${name}". Known: ${Object.keys(models).sort().join(', ')}.`,
    );
  }
  return PrinterModel.parse(model);
}
