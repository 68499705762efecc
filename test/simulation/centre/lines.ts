import { createRequestWindow, type RequestWindow } from '#shared/sync/request-window.ts';
import type { OpenSession, Verdict } from '#shared/sync/protocol.ts';

/** A till that is on the line, as `central/http/sessions.ts` keeps them. */
export interface OpenLine {
  writer: string;
  verdict: Verdict;
  generation: number;
  headSeq: number;
  window: RequestWindow;
}

/** Who is on the line: one session for each writer, the newest. */
export interface Lines {
  /** Opens a session in the place of an older one of the same writer; answers its token. */
  open(said: OpenSession, verdict: Verdict): string;
  find(token: string): OpenLine | undefined;
  /** Whose session it is, for everybody who has one. */
  writers(): Set<string>;
  close(writer: string): void;
  clear(): void;
}

/** Nobody is on the line yet. */
export function createLines(): Lines {
  const lines = new Map<string, OpenLine>();
  let opened = 0;
  const close = (writer: string): void => {
    for (const [token, line] of lines) if (line.writer === writer) lines.delete(token);
  };
  return {
    open({ writer, generation, head }, verdict) {
      close(writer);
      opened += 1;
      const token = opened.toString(16).padStart(32, '0');
      lines.set(token, {
        writer,
        verdict,
        generation,
        headSeq: head.seq,
        window: createRequestWindow(),
      });
      return token;
    },
    find: (token) => lines.get(token),
    writers: () => new Set([...lines.values()].map(({ writer }) => writer)),
    close,
    clear: () => lines.clear(),
  };
}
