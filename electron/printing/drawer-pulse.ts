/** 50 ms on and 500 ms off, in the units of two milliseconds that ESC p counts in: enough for every drawer, harmless for its coil. */
const [onTime, offTime] = [0x19, 0xfa];

/** One pulse on a pin of the drawer's plug. Nobody may send it a second time for one wish: a drawer must not open later by itself. */
export const drawerPulse = (pin: 2 | 5): Uint8Array =>
  Uint8Array.of(0x1b, 0x70, pin === 5 ? 1 : 0, onTime, offTime);
