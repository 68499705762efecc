import type { Contender } from '../ledger/contender.ts';
import { drizzle } from './drizzle.peer.ts';
import { kysely } from './kysely.peer.ts';
import { libsql } from './libsql.peer.ts';
import { pouchdb, pouchdbSynced } from './pouchdb.peer.ts';
import { powersync } from './powersync.peer.ts';
import { typeorm } from './typeorm.peer.ts';

/** Everybody the ledger is measured beside. None of them is part of the product. */
export const peers: readonly Contender[] = [
  drizzle,
  kysely,
  libsql,
  typeorm,
  powersync,
  pouchdbSynced,
  pouchdb,
];
