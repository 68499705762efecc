/** Longer than any code a scanner reads: the largest QR code holds 7,089 digits, and nothing of ours 400. */
export const longestCode = 4096;

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** EOT, GS and RS separate parts inside a code, by GS1 and ISO/IEC 15434; any other control character is noise. */
const separators = new Set([0x04, 0x1d, 0x1e]);
const isNoise = (unit: number): boolean => (unit < 0x20 && !separators.has(unit)) || unit === 0x7f;

/** The text of a code's bytes: UTF-8 if they are, else Latin-1. Undefined for what no barcode holds. */
export function codeText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || bytes.some(isNoise)) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
