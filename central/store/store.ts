import type { Machine } from '#shared/base/machine.ts';
import type { Result } from '#shared/base/result.ts';
import type { Overview } from '#shared/sync/overview.ts';
import type { Hello, NamedUpload, Welcome } from '#shared/sync/hello.ts';
import type { Story, SyncProblem } from '#shared/sync/protocol.ts';
import { accept, type Accepted } from './accept.ts';
import { settleGeneration } from './generation.ts';
import { hello } from './hello.ts';
import { migrate } from './migrate.ts';
import { overview } from './overview.ts';
import { connectPostgres } from './postgres.ts';
import { rebuild, rebuildIfStale } from './rebuild.ts';
import { story } from './story.ts';
import { verify, type Verification } from './verify.ts';

/** The ledger of the whole chain. What it cannot do because the database is away is Trouble with the code UNAVAILABLE. */
export interface CentreStore {
  /** Compares a till's log with ours. */
  hello(said: Hello): Promise<Welcome>;
  /** Stores a stretch of a till's log, once, however often it is sent. */
  accept(upload: NamedUpload): Promise<Result<Accepted, SyncProblem>>;
  /** What the other writers did, behind a cursor. */
  story(writer: string, cursor: string): Promise<Result<Story, SyncProblem>>;
  /** One moment of everything, for the owner. */
  overview(): Promise<Overview>;
  /** Whether the database answers. */
  isThere(): Promise<boolean>;
  /** Proves every chain and every read table. */
  verify(): Promise<Verification>;
  /** Makes all read tables anew from the ledger. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** Connects to a PostgreSQL, brings its tables to today's shape, and fills what has to be filled. */
export async function openCentreStore(options: {
  url: string;
  machine: Pick<Machine, 'now' | 'sha256'>;
  log: (line: string) => void;
}): Promise<CentreStore> {
  const { url, machine, log } = options;
  const postgres = await connectPostgres(url, log);
  try {
    await migrate(postgres, log);
    await settleGeneration(postgres, log);
    await rebuildIfStale(postgres, log);
  } catch (error) {
    await postgres.close();
    throw error;
  }
  return {
    hello: (said) => hello(postgres, machine, said),
    accept: (upload) => accept(postgres, machine, upload),
    story: (writer, cursor) => story(postgres, machine, writer, cursor),
    overview: () => overview(postgres, machine),
    isThere: () =>
      postgres.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    verify: () => verify(postgres, machine),
    rebuild: () => rebuild(postgres),
    close: () => postgres.close(),
  };
}
