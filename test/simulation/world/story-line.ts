/** What happened in a world, line by line, for whoever looks for the reason of a failure. */
export interface StoryLine {
  tell(sentence: string): void;
  lines(): readonly string[];
}

/** Keeps the lines with the world's hour, or nothing at all when nobody is going to read them. */
export function createStoryLine(keep: boolean, now: () => number, startMs: number): StoryLine {
  const lines: string[] = [];
  return {
    tell(sentence) {
      if (keep) lines.push(`${clock(now() - startMs)}  ${sentence}`);
    },
    lines: () => lines,
  };
}

function clock(ms: number): string {
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(Math.floor);
  const two = (value: number | undefined) => String(value ?? 0).padStart(2, '0');
  return `${String(hours ?? 0).padStart(3)}:${two(minutes)}:${two(seconds)}.${String(ms % 1000).padStart(3, '0')}`;
}
