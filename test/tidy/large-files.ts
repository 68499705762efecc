/** Files that were longer than the limit when the limit came, with their length then. This list only shrinks. */
export const largeFiles: Readonly<Record<string, number>> = {};
