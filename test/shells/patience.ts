/** How long a test waits for what must come: long enough for a busy machine, and over the moment it is there. */
export const patience = { timeout: 45_000 };
