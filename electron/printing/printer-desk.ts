import type { PrinterDriver, PrinterHealth, PrintResult, PrintWatch } from '#electron/devices/driver.ts';

/** The one owner of a printer: papers wait for each other, and whoever only wants to look steps aside for them. */
export interface PrinterDesk {
  /** Waits for its turn. */
  print(bytes: Uint8Array, watch?: PrintWatch): Promise<PrintResult>;
  /**
   * At once or not at all: undefined when something is being printed. For what must never happen later. `by` another driver of the same
   * printer, to try it.
   */
  printNow(bytes: Uint8Array, by?: PrinterDriver): Promise<PrintResult | undefined>;
  /** Undefined when something is being printed, or begins to be. */
  look(): Promise<PrinterHealth | undefined>;
}

/** Stands between a driver, which does one thing at a time, and all who want something of it. */
export function openDesk(driver: PrinterDriver): PrinterDesk {
  let turn: Promise<unknown> = Promise.resolve();
  let [printing, looking] = [0, new AbortController()];
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const print = (bytes: Uint8Array, watch?: PrintWatch, by = driver): Promise<PrintResult> => {
    printing += 1;
    looking.abort();
    return inTurn(() => by.print(bytes, watch)).finally(() => (printing -= 1));
  };
  return {
    print: (bytes, watch) => print(bytes, watch),
    printNow: async (bytes, by) => (printing > 0 ? undefined : print(bytes, undefined, by)),
    async look() {
      if (printing > 0) return undefined;
      looking = new AbortController();
      const { signal } = looking;
      const health = await inTurn(() => driver.look(signal));
      return signal.aborted ? undefined : health;
    },
  };
}
