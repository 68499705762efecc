import { Trouble } from '#shared/base/trouble.ts';
import type { PrinterSetup } from '#shared/settings/printer-setup.ts';
import bixolonSrp350 from '#resources/printers/bixolon-srp-350.json' with { type: 'json' };
import citizenCtS310ii from '#resources/printers/citizen-ct-s310ii.json' with { type: 'json' };
import epsonTmM30iii from '#resources/printers/epson-tm-m30iii.json' with { type: 'json' };
import epsonTmT20iii from '#resources/printers/epson-tm-t20iii.json' with { type: 'json' };
import epsonTmT88 from '#resources/printers/epson-tm-t88-80.json' with { type: 'json' };
import epsonTmT88vi from '#resources/printers/epson-tm-t88vi.json' with { type: 'json' };
import generic58 from '#resources/printers/generic-58.json' with { type: 'json' };
import generic80 from '#resources/printers/generic-80.json' with { type: 'json' };
import starEscpos80 from '#resources/printers/star-escpos-80.json' with { type: 'json' };
import virtual58 from '#resources/printers/virtual-58.json' with { type: 'json' };
import virtual80 from '#resources/printers/virtual-80.json' with { type: 'json' };
import { PrinterModel } from './printer-model.ts';

/** Every model of printer we know, by the name it is set up with. */
const models: Readonly<Record<string, unknown>> = {
  'bixolon-srp-350': bixolonSrp350,
  'citizen-ct-s310ii': citizenCtS310ii,
  'epson-tm-m30iii': epsonTmM30iii,
  'epson-tm-t20iii': epsonTmT20iii,
  'epson-tm-t88-80': epsonTmT88,
  'epson-tm-t88vi': epsonTmT88vi,
  'generic-58': generic58,
  'generic-80': generic80,
  'star-escpos-80': starEscpos80,
  'virtual-58': virtual58,
  'virtual-80': virtual80,
};

/** The names of all models, alphabetically. */
export const modelNames: readonly string[] = Object.keys(models).sort();

/** Whether a model is called so. */
export const isModelName = (name: string): boolean => Object.hasOwn(models, name);

/** A model by its name. Trouble in words when there is none. */
export function modelNamed(name: string): PrinterModel {
  if (!isModelName(name)) {
    throw new Trouble(
      'PRINTER_MODEL',
      `No printer model is called "${name}". Known: ${modelNames.join(', ')}.`,
    );
  }
  return PrinterModel.parse(models[name]);
}

/** The printer that stands there: its model, with what people found out about this one. */
export function modelOf({ model, pages, confirms }: PrinterSetup): PrinterModel {
  const known = modelNamed(model);
  const found = PrinterModel.shape.codePages.safeParse(pages);
  const read = found.success ? found.data : [];
  const rest = known.codePages.filter(({ name }) => !read.some((page) => page.name === name));
  return { ...known, codePages: [...read, ...rest], confirms: confirms ?? known.confirms };
}
