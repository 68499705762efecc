import { Trouble } from '#shared/base/trouble.ts';
import { PrinterSetup } from '#shared/settings/printer-setup.ts';
import { isModelName, modelNamed } from './printer-models.ts';

const usual = { network: 'epson-tm-t88-80', virtual: 'virtual-58' } as const;
const other = 'generic-80';

/**
 * Reads `virtual`, `none`, `10.0.0.5`, `10.0.0.5:9100`, `usb`, `usb:SERIAL`, `serial:/dev/ttyS0@19200` or `queue:kitchen`, each with
 * `/model` behind it, a model of resources/printers. Trouble in words for anything else.
 */
export function parsePrinterAddress(text: string): PrinterSetup {
  const [place, named] = splitModel(text);
  const model = (else_: string): string => {
    if (named !== undefined) modelNamed(named);
    return named ?? else_;
  };
  const [way, rest = ''] = cut(place, ':');
  const choice = (() => {
    switch (way) {
      case 'none':
        return { way };
      case 'virtual':
        return { way, model: model(usual.virtual) };
      case 'usb':
        return { way, model: model(other), serialNumber: rest };
      case 'queue':
        return { way, model: model(other), queue: rest };
      case 'serial': {
        const [path, baudRate] = cut(rest, '@');
        return { way, model: model(other), path, ...(baudRate && { baudRate: Number(baudRate) }) };
      }
      default: {
        const match = /^(\[[0-9a-f:]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i.exec(place);
        const host = match?.[1]?.replaceAll(/[[\]]/g, '');
        return { way: 'network', model: model(usual.network), host, port: Number(match?.[2] ?? 9100) };
      }
    }
  })();
  const setup = PrinterSetup.safeParse(choice);
  if (setup.success) return setup.data;
  throw new Trouble(
    'PRINTER_ADDRESS',
    `"${text}" is no printer: write its address as 192.168.1.50:9100, "usb", "serial:/dev/ttyS0@19200", "queue:name" or "virtual".`,
  );
}

/** The model is behind the last slash; the path of a serial port has slashes of its own. */
function splitModel(text: string): [place: string, model: string | undefined] {
  const at = text.lastIndexOf('/');
  const behind = text.slice(at + 1);
  if (at < 0 || (text.startsWith('serial:') && !isModelName(behind))) return [text, undefined];
  return [text.slice(0, at), behind];
}

function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
