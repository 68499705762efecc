import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { Hello, NamedUpload, Welcome } from '#shared/sync/hello.ts';
import { Story, SyncProblem } from '#shared/sync/protocol.ts';

const compress = promisify(zstdCompress);

/** The centre as a till sees it. Every answer is checked; whatever goes wrong is Trouble with a code and a sentence. */
export interface CentreClient {
  hello(hello: Hello): Promise<Welcome>;
  upload(writer: string, envelopes: readonly Envelope[]): Promise<Welcome>;
  story(writer: string, cursor: string): Promise<Story>;
}

export interface CentreAddress {
  url: string;
  pairingSecret: string;
  /** How long one request may take. */
  timeoutMs: number;
}

/** Speaks shared/sync/protocol.ts over HTTP, bodies as JSON in zstd. Aborts with `signal`. */
export function createCentreClient(
  { url, pairingSecret, timeoutMs }: CentreAddress,
  signal: AbortSignal,
): CentreClient {
  const headers = { authorization: `Bearer ${pairingSecret}`, accept: 'application/json' };
  const ask = async <S extends z.ZodType>(
    path: string,
    schema: S,
    init: RequestInit,
  ): Promise<z.output<S>> => {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    }).catch((cause: unknown) => {
      throw new Trouble('CENTRE_UNREACHABLE', `${url} does not answer`, 'soon', { cause });
    });
    const body: unknown = await answer.json().catch(() => undefined);
    if (!answer.ok) {
      const problem = SyncProblem.safeParse(body);
      const code = problem.success ? problem.data.code : 'UNAVAILABLE';
      const text = problem.success ? problem.data.text : `${url} answered ${answer.status}`;
      throw new Trouble(code, text, code === 'UNAVAILABLE' ? 'soon' : 'later');
    }
    const parsed = schema.safeParse(body);
    if (!parsed.success)
      throw new Trouble('CENTRE_NOT_UNDERSTOOD', `${url} does not speak our protocol`, 'later');
    return parsed.data;
  };
  const post = async <S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>> => {
    const packed = await compress(JSON.stringify(body));
    const coded = { 'content-type': 'application/json', 'content-encoding': 'zstd' };
    return ask(path, schema, { method: 'POST', headers: { ...headers, ...coded }, body: packed });
  };
  return {
    hello: (hello) => post('/v1/hello', Hello.parse(hello), Welcome),
    upload: (writer, envelopes) => post('/v1/events', NamedUpload.parse({ writer, envelopes }), Welcome),
    story: (writer, cursor) =>
      ask(`/v1/story?${new URLSearchParams({ writer, cursor }).toString()}`, Story, { headers }),
  };
}
