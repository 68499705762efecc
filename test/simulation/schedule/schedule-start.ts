/** When every world begins, by its true clock. */
export const startMs = 1_795_000_000_000;
