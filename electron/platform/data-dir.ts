import { mkdirSync } from 'node:fs';
import { Trouble } from '#shared/base/trouble.ts';

/** Makes the folder that holds everything of this till, readable by its owner alone. Trouble in words when it cannot. */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Trouble(
      'DATA_FOLDER',
      `${dataDir} cannot be made (${why}). Choose another folder with TESSERA_DATA.`,
      'never',
      { cause },
    );
  }
}
