import { open, type FileHandle } from 'node:fs/promises';
import { Trouble } from '#shared/base/trouble.ts';

/** A file that did not exist before, on disk when it is closed. What the disk refuses is Trouble. */
export interface NewFile {
  write(bytes: Buffer | string): Promise<void>;
  close(): Promise<void>;
}

/** Makes a file that only we may read. Never writes over one. */
export async function openNewFile(file: string): Promise<NewFile> {
  const refused = (cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    return new Trouble('FILE_REFUSED', `${file} cannot be written (${why}). Name another place.`, 'never', {
      cause,
    });
  };
  const tried = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: unknown) => {
      throw refused(cause);
    });
  const handle: FileHandle = await tried(open(file, 'wx', 0o600));
  return {
    write: (bytes) => tried(handle.writeFile(bytes)),
    async close() {
      try {
        await tried(handle.sync());
      } finally {
        await handle.close();
      }
    },
  };
}
