import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DrillId } from '#shared/api/training.api.ts';
import { writeDurably } from '#electron/platform/write-durably.ts';

const Kept = z.object({ finished: z.array(DrillId) });

/** Which drills somebody finished at this till. It is only encouragement: a book that cannot be read begins anew. */
export interface DrillBook {
  finished(): ReadonlySet<DrillId>;
  finish(drillId: DrillId): void;
}

/** Opens `drills.json` of the folder of make-believe. */
export function openDrillBook(dataDir: string): DrillBook {
  const file = path.join(dataDir, 'drills.json');
  const finished = new Set(read(file));
  return {
    finished: () => finished,
    finish(drillId) {
      finished.add(drillId);
      writeDurably(file, `${JSON.stringify({ finished: [...finished] })}\n`);
    },
  };
}

function read(file: string): readonly DrillId[] {
  if (!existsSync(file)) return [];
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8'))).finished;
  } catch {
    return [];
  }
}
