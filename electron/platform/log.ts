/** Where the till says what happened to whoever keeps it running. One line each; never a person's data or a card's code. */
export type Log = (line: string) => void;

/** The terminal. */
export const terminalLog: Log = (line) => console.log(`[tessera] ${line}`);
