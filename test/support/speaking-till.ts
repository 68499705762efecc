import { createHash, randomBytes } from 'node:crypto';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { emptyHead } from '#shared/ledger/chain.ts';
import { eventSchema, protocol, type Mark, type OpenSession } from '#shared/sync/protocol.ts';
import { pairingText, requestHeaders, sessionText } from '#shared/sync/signed-text.ts';
import { aTill, type TestTill } from './given.ts';

/** What a centre answered. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** A till that speaks the protocol, byte by byte, without being one: it keeps no ledger, and may be told to lie. */
export interface SpeakingTill extends TestTill {
  pair(code: string, shop?: string): Promise<Answer>;
  /** Opens a session with where this log ends; what is said may be replaced. Later requests belong to it if there is one. */
  open(log: readonly Envelope[], lie?: Partial<OpenSession>): Promise<Answer>;
  /** A signed request of the session; `tamper` changes what is sent after it was signed. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown, tamper?: Tamper): Promise<Answer>;
  /** A signed request with these very bytes. */
  post(path: string, bytes: Uint8Array, headers?: Record<string, string>): Promise<Answer>;
  upload(envelopes: readonly Envelope[]): Promise<Answer>;
  /** Listens to the centre's notices. */
  listen(): Promise<{ heard: string[]; close(): void }>;
}

export interface Tamper {
  n?: number;
  body?: string;
  path?: string;
  signature?: string;
  /** Another session of this till: signed for, as if it were still the one that is open. */
  session?: string;
}

const markOf = (log: readonly Envelope[]): Mark => {
  const { seq, hash } = log.at(-1) ?? emptyHead('nobody');
  return { seq, hash };
};

/** A till with a new key that calls the centre at `url`. */
export function speakingTill(url: string, writer: string): SpeakingTill {
  const key = aTill(writer);
  const signed = (text: string): string => Buffer.from(key.sign(Buffer.from(text))).toString('hex');
  const line = { session: '', n: 0, acked: markOf([]), generation: 0 };
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer>,
  ) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text ? (JSON.parse(text) as unknown) : null,
    };
  };
  const till: SpeakingTill = {
    ...key,
    async pair(code, shop = 'Café Aurora') {
      const said = { code, writer, publicKey: key.publicKey, name: writer, shop };
      const proof = signed(pairingText(said));
      const answer = await send('POST', '/v1/pair', {}, JSON.stringify({ ...said, proof }));
      if (answer.status === 200) line.generation = (answer.body as { generation: number }).generation;
      return answer;
    },
    async open(log, lie = {}) {
      const { acked, generation } = line;
      const nonce = randomBytes(16).toString('hex');
      const truth = {
        protocol,
        schema: eventSchema,
        writer,
        epoch: log.at(-1)?.epoch ?? 1,
        head: markOf(log),
        acked,
      };
      const said = { ...truth, generation, nonce, at: 1_795_000_000_000, ...lie };
      const answer = await send(
        'POST',
        '/v1/session',
        {},
        JSON.stringify({ signature: signed(sessionText(said)), ...said }),
      );
      const told = answer.body as { session?: string | null; generation?: number; stored?: Mark };
      if (answer.status === 200)
        Object.assign(line, {
          session: told.session ?? '',
          n: 0,
          generation: told.generation,
          acked: told.stored,
        });
      return answer;
    },
    ask(method, path, body, tamper = {}) {
      line.n += 1;
      const text = body === undefined ? undefined : JSON.stringify(body);
      const bodyHash = createHash('sha256')
        .update(text ?? '')
        .digest('hex');
      const { session = line.session } = tamper;
      const headers = requestHeaders(
        { method, path, session, n: tamper.n ?? line.n, bodyHash },
        (what) => tamper.signature ?? signed(what),
      );
      return send(method, tamper.path ?? path, headers, tamper.body ?? text);
    },
    post(path, bytes, more = {}) {
      line.n += 1;
      const bodyHash = createHash('sha256').update(bytes).digest('hex');
      const { session, n } = line;
      const headers = requestHeaders({ method: 'POST', path, session, n, bodyHash }, signed);
      return send('POST', path, { ...headers, ...more }, Uint8Array.from(bytes));
    },
    async listen() {
      line.n += 1;
      const ending = new AbortController();
      const bodyHash = createHash('sha256').update('').digest('hex');
      const request = {
        method: 'GET',
        path: '/v1/notices',
        session: line.session,
        n: line.n,
        bodyHash,
      } as const;
      const stream = await fetch(`${url}/v1/notices`, {
        headers: requestHeaders(request, signed),
        signal: ending.signal,
      });
      const heard: string[] = [];
      const reading = (async () => {
        const decoder = new TextDecoder();
        for await (const chunk of stream.body ?? [])
          heard.push(
            ...[...decoder.decode(chunk as Uint8Array).matchAll(/^event: (.*)$/gm)].map(
              ([, name]) => name ?? '',
            ),
          );
      })();
      reading.catch(() => undefined);
      return { heard, close: () => ending.abort() };
    },
    async upload(envelopes) {
      const answer = await till.ask('POST', '/v1/events', { envelopes });
      if (answer.status === 200) line.acked = (answer.body as { stored: Mark }).stored;
      return answer;
    },
  };
  return till;
}

/** A till that is paired, by default with a centre for trials, and has its session open. */
export async function tillOnTheLine(
  url: string,
  writer: string,
  code = 'demo-pairing',
  shop?: string,
): Promise<SpeakingTill> {
  const till = speakingTill(url, writer);
  await till.pair(code, shop);
  await till.open([]);
  return till;
}
