/** Told now and then how far long work has come. Throwing here ends the work, and undoes it. */
export type Progress = (what: string, done: number, total: number) => void;

/** For whoever does not ask. */
export const noProgress: Progress = () => undefined;
