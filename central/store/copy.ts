import { once } from 'node:events';
import { Readable, type Duplex } from 'node:stream';
import type { Submittable } from 'pg';
import type { Transaction } from './postgres.ts';

/** What pg shows of its wire to those who speak PostgreSQL's COPY on it. */
interface Wire {
  stream: Duplex;
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

/** What pg tells a statement that runs. Only what COPY comes to is here; the rest is never said. */
interface Statement extends Submittable {
  handleCopyInResponse?(wire: Wire): void;
  handleCopyData?(message: { chunk: Buffer }): void;
  handleCommandComplete(message: { text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

/** A row at a time would cost a call of the compressor each. */
const chunkBytes = 256 * 1024;

/** A running `COPY ... TO STDOUT`. */
export interface CopyOut {
  /** What it says, in large pieces. Whoever stops reading before its end breaks the connection, for PostgreSQL would go on talking. */
  text: Readable;
  /** How many rows were said so far. */
  rows(): number;
}

/** Asks PostgreSQL to say a whole table or query, no faster than it is read. */
export function copyOut(tx: Transaction, sql: string): CopyOut {
  let wire: Wire | undefined;
  let ended = false;
  let rows = 0;
  let [parts, bytes]: [Buffer[], number] = [[], 0];
  const handOver = (): boolean => {
    const whole = Buffer.concat(parts, bytes);
    [parts, bytes] = [[], 0];
    return whole.length === 0 || text.push(whole);
  };
  const text = new Readable({
    read: () => void wire?.stream.resume(),
    destroy(error, done) {
      if (!ended) wire?.stream.destroy();
      done(error);
    },
  });
  const end = (): void => {
    ended = true;
    wire?.stream.resume();
  };
  const statement: Statement = {
    submit(connection) {
      wire = connection as unknown as Wire;
      wire.query(sql);
    },
    handleCopyData({ chunk }) {
      rows += 1;
      bytes += chunk.length;
      // pg uses the memory of a message again.
      parts.push(Buffer.from(chunk));
      if (bytes >= chunkBytes && !handOver()) wire?.stream.pause();
    },
    handleCommandComplete: ({ text: said }) => (rows = rowsIn(said)),
    handleReadyForQuery() {
      end();
      handOver();
      text.push(null);
    },
    handleError(error) {
      end();
      text.destroy(error);
    },
  };
  tx.query(statement);
  return { text, rows: () => rows };
}

/** `COPY 42` */
const rowsIn = (said: string): number => Number(/\d+$/.exec(said)?.[0] ?? 0);

/** Feeds a `COPY ... FROM STDIN`, no faster than PostgreSQL takes it. Answers how many rows that came to. */
export function copyIn(tx: Transaction, sql: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let failed: unknown;
    const feed = async (wire: Wire): Promise<void> => {
      const gone = new AbortController();
      const onGone = () => gone.abort();
      wire.stream.once('close', onGone);
      try {
        for await (const chunk of chunks) {
          if (failed !== undefined) return;
          wire.sendCopyFromChunk(chunk);
          if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain', { signal: gone.signal });
        }
        wire.endCopyFrom();
      } catch (error) {
        failed ??= error;
        wire.sendCopyFail('What was to be copied could not be read.');
      } finally {
        wire.stream.off('close', onGone);
      }
    };
    const statement: Statement = {
      submit: (connection) => (connection as unknown as Wire).query(sql),
      handleCopyInResponse: (wire) => void feed(wire),
      handleCommandComplete: ({ text }) => (rows = rowsIn(text)),
      handleReadyForQuery: () => resolve(rows),
      handleError(error) {
        failed ??= error;
        reject(failed);
      },
    };
    tx.query(statement);
  });
}
