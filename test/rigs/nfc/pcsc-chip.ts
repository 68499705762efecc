import { isoDep, ntag, type VirtualChip } from './virtual-chip.ts';

/** What a test lays on a reader of the smart-card service. */
export interface PcscCardOrder {
  kind: 'none' | 'ntag' | 'iso-dep' | 'contact';
  uid?: readonly number[];
  message?: readonly number[];
  /** Taken away before this question, counted from 0. */
  gone?: number;
}

const storageAtr = [
  0x3b, 0x8f, 0x80, 0x01, 0x80, 0x4f, 0x0c, 0xa0, 0, 0, 0x03, 0x06, 0x03, 0, 0x03, 0, 0, 0, 0, 0x68,
];
const isoAtr = [0x3b, 0x81, 0x80, 0x01, 0x80, 0x80];

/** How that introduces itself to the service, and what it answers to each question. */
export function onReader({ kind, uid = [], message }: PcscCardOrder): {
  atr: readonly number[];
  answer: (apdu: readonly number[]) => readonly number[];
} {
  const chip: VirtualChip = kind === 'ntag' ? ntag(uid, message) : isoDep(uid, message);
  return {
    atr: kind === 'ntag' ? storageAtr : isoAtr,
    answer(apdu) {
      const [classByte, instruction, , page = 0] = apdu;
      if (classByte === 0xff && instruction === 0xca)
        return kind === 'contact' ? [0x6a, 0x81] : [...uid, 0x90, 0x00];
      if (classByte === 0xff && instruction === 0xb0 && kind === 'ntag')
        return [...(chip.answer([0x30, page]) ?? []), 0x90, 0x00];
      return (kind === 'iso-dep' && chip.answer(apdu)) || [0x6d, 0x00];
    },
  };
}
