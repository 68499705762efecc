/** One line of the table: what was measured, how much, and what was promised. */
export interface Figure {
  what: string;
  measured: string;
  goal: string;
  /** Undefined where nothing was promised: the figure is for comparison. */
  kept?: boolean;
}

/** What the command line says to every bench. */
export interface BenchOptions {
  /** A tenth of the work, where a bench takes long. */
  small: boolean;
  /** Among how many members is searched, instead of the usual. */
  members?: number;
}

/** The value below which a share of the samples lies: nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Milliseconds a piece of work takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Prints the figures as a table and answers whether every promise was kept. */
export function printFigures(figures: readonly Figure[]): boolean {
  const rows = [
    ['', 'measured', 'goal', ''],
    ...figures.map(({ what, measured, goal, kept }) => [
      what,
      measured,
      goal,
      kept === undefined ? '' : kept ? 'kept' : 'MISSED',
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  return figures.every(({ kept }) => kept !== false);
}
