import type { VirtualChip } from './virtual-chip.ts';

/** A PN532 on its serial port, written from its manual (UM0701-02) and not from our driver. */
export interface Pn532Emulator {
  /** What lies in its field. */
  chip: VirtualChip | undefined;
  /** Bytes from the till. */
  take(bytes: Uint8Array): void;
  /** How often the field was searched in vain. */
  readonly searchedInVain: number;
  /** Says nothing, as one without power. */
  mute: boolean;
  /** Called before each exchange with a chip, counted from 0 since the chip was last found. */
  onExchange?: ((count: number) => void) | undefined;
}

/** One that was just plugged in: it sleeps, and knows nothing. `say` takes its bytes to the till. */
export function pn532Emulator(say: (bytes: Uint8Array) => void): Pn532Emulator {
  let pending: number[] = [];
  let ready = false;
  let selected: VirtualChip | undefined;
  let exchanges = 0;
  let searchedInVain = 0;

  const answer = (command: readonly number[]): readonly number[] | undefined => {
    const [code, first = 0, ...data] = command;
    if (code === 0x02) return [0x32, 0x01, 0x06, 0x07];
    if (code === 0x14) {
      ready = true;
      return [];
    }
    if (code === 0x32) return [];
    if (!ready) return undefined;
    if (code === 0x4a) {
      selected = self.chip;
      exchanges = 0;
      if (!selected) {
        searchedInVain += 1;
        return [0x00];
      }
      const { uid, sak } = selected;
      return [0x01, 0x01, 0x00, 0x44, sak, uid.length, ...uid];
    }
    if (code === 0x52) return [0x00];
    if (code !== 0x40 || first !== 1) return undefined;
    self.onExchange?.(exchanges);
    exchanges += 1;
    // A chip that went away, or does not know the command, lets the reader wait in vain.
    const said = selected !== undefined && selected === self.chip ? selected.answer(data) : undefined;
    return said ? [0x00, ...said] : [0x01];
  };
  const obey = (body: readonly number[]): void => {
    const [direction, ...command] = body;
    if (direction !== 0xd4 || self.mute) return;
    say(Uint8Array.of(0x00, 0x00, 0xff, 0x00, 0xff, 0x00));
    const data = answer(command);
    say(
      data
        ? framed([0xd5, (command[0] ?? 0) + 1, ...data])
        : Uint8Array.of(0, 0, 0xff, 0x01, 0xff, 0x7f, 0x81, 0),
    );
  };
  const self: Pn532Emulator = {
    chip: undefined,
    mute: false,
    get searchedInVain() {
      return searchedInVain;
    },
    take(bytes) {
      pending.push(...bytes);
      for (;;) {
        const at = pending.findIndex((byte, place) => byte === 0x00 && pending[place + 1] === 0xff);
        if (at < 0) {
          pending = pending.slice(-1);
          return;
        }
        pending = pending.slice(at);
        const [, , length = 0, check = 0] = pending;
        if (pending.length < 4) return;
        if (length === 0x00 && check === 0xff) {
          pending = pending.slice(4);
          continue;
        }
        if (((length + check) & 0xff) !== 0) {
          pending = pending.slice(2);
          continue;
        }
        if (pending.length < 4 + length + 1) return;
        const body = pending.slice(4, 4 + length);
        const sum = pending.slice(4, 5 + length).reduce((total, byte) => total + byte, 0);
        pending = pending.slice(5 + length);
        if ((sum & 0xff) === 0) obey(body);
      }
    },
  };
  return self;
}

function framed(body: readonly number[]): Uint8Array {
  const sum = body.reduce((total, byte) => total + byte, 0);
  const length =
    body.length < 256
      ? [body.length, -body.length]
      : [0xff, 0xff, body.length >> 8, body.length, -((body.length >> 8) + (body.length & 0xff))];
  return Uint8Array.of(0x00, 0x00, 0xff, ...length.map((byte) => byte & 0xff), ...body, -sum & 0xff, 0x00);
}
