import { fileURLToPath } from 'node:url';
import { Trouble } from '#shared/base/trouble.ts';
import { createChanges } from './http/changes.ts';
import { buildServer, type ServerOptions } from './http/server.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { centreMachine } from './platform/machine.ts';
import { startSettling } from './settling.ts';
import type { CentreMachine } from './store/own-log.ts';
import { type CentreStore, openCentreStore } from './store/store.ts';

export interface CentreOptions {
  /** A PostgreSQL of one's own; without it one is started in `dataDir`. */
  databaseUrl?: string;
  dataDir: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Further names under which this centre is called. */
  names?: readonly string[];
  machine?: CentreMachine;
  /** How what is done later waits. */
  after?: ServerOptions['after'];
  log: (line: string) => void;
}

/** A running centre. */
export interface Centre {
  url: string;
  store: CentreStore;
  close(): Promise<void>;
}

const changesRestMs = 700;
const builtDashboard = fileURLToPath(new URL('../out/dashboard', import.meta.url));

/** Starts database, ledger and door, in this order; ends them in the other. What it could not do is Trouble, in words. */
export async function startCentre(options: CentreOptions): Promise<Centre> {
  const { databaseUrl, dataDir, host, port, names = [], log } = options;
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const database = databaseUrl ? { url: databaseUrl } : await startEmbeddedPostgres({ dataDir, log });
    if ('stop' in database) ends.push(() => database.stop());
    const store = await openCentreStore({
      url: database.url,
      machine: options.machine ?? centreMachine,
      log,
    });
    ends.push(() => store.close());
    const changes = createChanges(changesRestMs);
    const settling = startSettling(store, () => changes.announce(), log);
    ends.push(() => settling.close());
    const server = buildServer({
      store,
      host,
      names,
      dashboard: builtDashboard,
      log,
      changes,
      ...(options.after && { after: options.after }),
      wake: () => settling.wake(),
    });
    ends.push(() => server.close());
    const url = await server.listen({ host, port }).catch((error: unknown) => {
      throw troubleAtTheDoor(error, host, port);
    });
    return { url, store, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function troubleAtTheDoor(error: unknown, host: string, port: number): Trouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken, perhaps by another centre. Stop that one, or choose another with PORT.`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
    EADDRNOTAVAIL: `${host} is no address of this computer. Choose another with HOST.`,
    ENOTFOUND: `${host} is no address of this computer. Choose another with HOST.`,
  };
  const text = reasons[code] ?? `Cannot listen on ${host}:${port}: ${String(error)}`;
  return new Trouble('NO_DOOR', text, 'never', { cause: error });
}
