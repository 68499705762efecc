/** One promise about a real kernel, and how it is kept. It throws when it is broken. */
export interface UsbStory {
  title: string;
  run(): Promise<void>;
}

/** What the machine prints of each story, so that the computer outside can count them. */
export const marks = { kept: 'USB KEPT', broken: 'USB BROKEN', end: 'USB END' } as const;

/** An emulated processor is some thirty times slower than a real one. */
const patienceMs = 60_000;

/** Waits until it is so, or says what was waited for. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > patienceMs) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
