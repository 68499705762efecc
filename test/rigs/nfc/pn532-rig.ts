import { onTestFinished, vi } from 'vitest';
import { serialRig } from '../serial-rig.ts';
import { pn532Emulator, type Pn532Emulator } from './pn532-emulator.ts';
import type { VirtualChip } from './virtual-chip.ts';

/** A PN532 behind terminals of socat: its bytes go through the system as those of a real one do. */
export interface Pn532Rig {
  /** Where the till finds it. */
  path: string;
  /** Lays a chip on it, or takes it away. */
  put(chip: VirtualChip | undefined): void;
  /** Takes the chip away, and waits until that is no flicker any more: the till searched the field that often in vain. */
  takeAway(): Promise<void>;
  unplug(): Promise<void>;
  /** Comes back as one that was without power, with what lay on it. */
  replug(): Promise<void>;
}

/** Plugs a reader in. It goes with the test. Where whyNoSerialRig has a reason there is none. */
export async function pn532Rig(): Promise<Pn532Rig> {
  const rig = await serialRig();
  let reader: Pn532Emulator = pn532Emulator((bytes) => rig.send(bytes));
  const timer = setInterval(() => reader.take(rig.received()), 2);
  onTestFinished(() => clearInterval(timer));
  return {
    path: rig.path,
    put: (chip) => (reader.chip = chip),
    async takeAway() {
      reader.chip = undefined;
      const before = reader.searchedInVain;
      await vi.waitUntil(() => reader.searchedInVain >= before + 10, { timeout: 20_000, interval: 20 });
    },
    unplug: () => rig.unplug(),
    async replug() {
      const { chip } = reader;
      reader = pn532Emulator((bytes) => rig.send(bytes));
      reader.chip = chip;
      await rig.replug();
    },
  };
}
