/** The beginnings of addresses that a URI record writes as one byte, in the order of the NFC Forum's table. */
const uriBeginnings = [
  '',
  'http://www.',
  'https://www.',
  'http://',
  'https://',
  'tel:',
  'mailto:',
  'ftp://anonymous:anonymous@',
  'ftp://ftp.',
  'ftps://',
  'sftp://',
  'smb://',
  'nfs://',
  'ftp://',
  'dav://',
  'news:',
  'telnet://',
  'imap:',
  'rtsp://',
  'urn:',
  'pop:',
  'sip:',
  'sips:',
  'tftp:',
  'btspp://',
  'btl2cap://',
  'btgoep://',
  'tcpobex://',
  'irdaobex://',
  'file://',
  'urn:epc:id:',
  'urn:epc:tag:',
  'urn:epc:pat:',
  'urn:epc:raw:',
  'urn:epc:',
  'urn:nfc:',
];
const wellKnown = 1;
/** A chip that says more than this says it to somebody else. */
const mostTexts = 6;
const longestText = 4096;

/**
 * The texts and addresses of an NDEF message, in its order; those within a smart poster too. Whatever is broken, of another kind, or in
 * pieces is passed over: nothing that lies on a chip may throw.
 */
export function ndefTexts(message: Uint8Array): string[] {
  const texts: string[] = [];
  for (const { tnf, type, payload } of records(message)) {
    if (tnf !== wellKnown) continue;
    const found =
      type === 'U'
        ? [uriOf(payload)]
        : type === 'T'
          ? [textOf(payload)]
          : type === 'Sp'
            ? ndefTexts(payload)
            : [];
    texts.push(...found.filter((text) => text !== '' && text.length <= longestText));
  }
  return texts.slice(0, mostTexts);
}

interface NdefRecord {
  tnf: number;
  type: string;
  payload: Uint8Array;
}

function* records(bytes: Uint8Array): Generator<NdefRecord> {
  let at = 0;
  const take = (count: number): Uint8Array => bytes.subarray(at, (at += count));
  const number = (size: number): number => take(size).reduce((sum, byte) => sum * 256 + byte, 0);
  while (at + 3 <= bytes.length) {
    const flags = number(1);
    const typeLength = number(1);
    const payloadLength = number(flags & 0x10 ? 1 : 4);
    const idLength = flags & 0x08 ? number(1) : 0;
    if (at + typeLength + idLength + payloadLength > bytes.length) return;
    const type = Buffer.from(take(typeLength)).toString('latin1');
    take(idLength);
    const payload = take(payloadLength);
    // A record in chunks would need the others; nobody writes a card's code so.
    if (!(flags & 0x20)) yield { tnf: flags & 0x07, type, payload };
    if (flags & 0x40) return;
  }
}

const uriOf = ([beginning = 0, ...rest]: Uint8Array): string =>
  (uriBeginnings[beginning] ?? '') + utf8(Uint8Array.from(rest));

function textOf(payload: Uint8Array): string {
  const status = payload[0] ?? 0;
  const text = payload.subarray(1 + (status & 0x3f));
  // UTF-16 as the chip says it: with its mark, else big-endian.
  return status & 0x80 ? utf16(text) : utf8(text);
}

const utf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8').decode(bytes).replaceAll('\0', '').trim();

function utf16(bytes: Uint8Array): string {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes).replaceAll('\0', '').trim();
}
