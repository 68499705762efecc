import type { SeenCode } from './once-per-showing.ts';

/** What the reading thread says of a picture, how long that took it, or that it cannot read at all. */
export type Read = { codes: SeenCode[]; tookMs: number } | { broken: string };
