import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PictureId } from '#shared/api/bystander.ts';
import type { DisplayPicture, PictureRefusal } from '#shared/api/display.api.ts';
import { kindOfPicture } from './picture-kind.ts';

/** The pictures that the display shows while nobody is served: files of a folder, whoever put them there. */
export interface PictureFolder {
  dir: string;
  /** By name, as the shop ordered them. */
  list(): DisplayPicture[];
  /** As a `data:` address; null when there is no such picture, or none that can be shown. */
  read(pictureId: string): string | null;
  /** Takes a `data:` address in under a name of its own; null when it was taken. */
  add(dataUrl: string, name: string): PictureRefusal | null;
  remove(pictureId: string): void;
}

/** What still travels to a display in one piece. */
const largestBytes = 4 << 20;
const mostPictures = 40;

/** Opens the folder, which is made when the first picture comes. */
export function pictureFolder(dir: string): PictureFolder {
  const fileOf = (pictureId: string): string => path.join(dir, PictureId.parse(pictureId));
  const list = (): DisplayPicture[] =>
    namesIn(dir)
      .filter((name) => PictureId.safeParse(name).success)
      .sort()
      .flatMap((pictureId) => {
        const stat = statSync(fileOf(pictureId), { throwIfNoEntry: false });
        if (!stat?.isFile()) return [];
        return { pictureId, sizeBytes: stat.size, tooLarge: stat.size > largestBytes };
      })
      .slice(0, mostPictures);
  return {
    dir,
    list,
    read(pictureId) {
      const known = list().find((picture) => picture.pictureId === pictureId);
      if (!known || known.tooLarge) return null;
      const bytes = readFileSync(fileOf(pictureId));
      const kind = kindOfPicture(bytes);
      return kind && `data:image/${kind};base64,${bytes.toString('base64')}`;
    },
    add(dataUrl, name) {
      const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
      const kind = kindOfPicture(bytes);
      if (!kind) return 'not-a-picture';
      if (bytes.length > largestBytes) return 'too-large';
      if (list().length >= mostPictures) return 'too-many';
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      writeFileSync(fileOf(`${name}.${kind}`), bytes, { mode: 0o600 });
      return null;
    },
    remove: (pictureId) => rmSync(fileOf(pictureId), { force: true }),
  };
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
