/** One thing a printer said. */
export type PrinterAnswer =
  /** The byte that answers DLE EOT n. It does not say which n it answers. */
  | { kind: 'status'; byte: number }
  /** GS ( H: everything before this process id is on paper. */
  | { kind: 'process'; id: string }
  /** GS r 1: everything before was worked off; the paper sensor's bits. */
  | { kind: 'paper-sensor'; byte: number };

/**
 * Takes a printer's bytes apart, in pieces of any size. Status bytes carry fixed bits that tell them from each other;
 * the four bytes of an unasked state report (ASB), and flow control, are heard and dropped.
 */
export function printerAnswers(tell: (answer: PrinterAnswer) => void): (bytes: Uint8Array) => void {
  let block: number[] | undefined;
  let reportLeft = 0;
  const take = (byte: number): void => {
    if (block) {
      if (byte !== 0) block.push(byte);
      else {
        if (block[0] === 0x22) tell({ kind: 'process', id: String.fromCharCode(...block.slice(1)) });
        block = undefined;
      }
    } else if (reportLeft > 0 && (byte & 0x90) === 0) reportLeft -= 1;
    else if (byte === 0x37) block = [];
    else if ((byte & 0x93) === 0x12) tell({ kind: 'status', byte });
    else if ((byte & 0x93) === 0x10) reportLeft = 3;
    else if ((byte & 0x90) === 0) tell({ kind: 'paper-sensor', byte });
  };
  return (bytes) => {
    for (const byte of bytes) take(byte);
  };
}
