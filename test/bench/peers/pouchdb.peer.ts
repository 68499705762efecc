import path from 'node:path';
import type { Contender, Durability, OpenContender, Sale } from '../ledger/contender.ts';
import { loadPeer } from './load-peer.ts';

type Level = { _batch(operations: unknown, options: { sync?: boolean }, done: unknown): void };
type OpenLevel = ((location: string) => Level) & { destroy: unknown };
interface MemberDocument {
  _id: string;
  _rev?: string;
  balance: number;
}
interface Pouch {
  bulkDocs(documents: object[]): Promise<({ ok: true } | { error: unknown; message?: string })[]>;
  get(id: string): Promise<MemberDocument>;
  allDocs(range: { startkey: string; endkey: string }): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}
type PouchConstructor = new (name: string, options: { adapter: 'leveldb'; db?: OpenLevel }) => Pouch;

/** As it comes: LevelDB keeps what was written in the kernel's memory until it pleases. */
export const pouchdb: Contender = {
  name: 'PouchDB (leveldb), as it comes',
  open: (folder, { members }) =>
    openPouch(folder, members, {
      durable: false,
      atomic: false,
      settings: 'leveldb, never synced: not durable',
    }),
};

/** With every batch of LevelDB written through to the disk, which PouchDB has no setting for: its LevelDB is handed in. */
export const pouchdbSynced: Contender = {
  name: 'PouchDB (leveldb), writing through',
  async open(folder, { members }) {
    const { default: leveldown } = await loadPeer<{ default: OpenLevel }>('leveldown');
    const synced = Object.assign(
      function writingThrough(location: string): Level {
        const level = leveldown(location);
        const batch = level._batch.bind(level);
        level._batch = (operations, options, done) => batch(operations, { ...options, sync: true }, done);
        return level;
      },
      { destroy: leveldown.destroy },
    );
    return openPouch(
      folder,
      members,
      { durable: true, atomic: false, settings: 'leveldb, sync writes; no transaction' },
      synced,
    );
  },
};

async function openPouch(
  folder: string,
  members: number,
  durability: Durability,
  level?: OpenLevel,
): Promise<OpenContender> {
  const { default: PouchDB } = await loadPeer<{ default: PouchConstructor }>('pouchdb');
  const db = new PouchDB(path.join(folder, 'pouch'), { adapter: 'leveldb', ...(level ? { db: level } : {}) });
  const idOf = (member: number) => `member:${member}`;
  await db.bulkDocs(Array.from({ length: members }, (_, member) => ({ _id: idOf(member), balance: 0 })));
  return {
    durability,
    async sale({ seq, ...sale }: Sale) {
      const member = await db.get(idOf(sale.member));
      const answers = await db.bulkDocs([
        { _id: `event:${String(seq).padStart(9, '0')}`, ...sale },
        { ...member, balance: member.balance + sale.points },
      ]);
      for (const answer of answers)
        if ('error' in answer) throw new Error(answer.message ?? String(answer.error));
      return (await db.get(idOf(sale.member))).balance;
    },
    recorded: async () => (await db.allDocs({ startkey: 'event:', endkey: 'event:~' })).rows.length,
    close: () => db.close(),
  };
}
