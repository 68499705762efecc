import { Trouble } from '#shared/base/trouble.ts';
import { makeFolder } from './make-folder.ts';

/** Makes the folder that holds everything of this till, readable by its owner alone. Trouble in words when it cannot. */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir);
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
