import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import {
  AskHistory,
  GivenRights,
  LogPage,
  NewEpoch,
  OpenSession,
  Pair,
  Paired,
  Session,
  Story,
  Stored,
  SyncProblem,
  Upload,
  ToldHistory,
  WantRights,
} from '#shared/sync/protocol.ts';
import { ProfilesPage, SentProfiles, TakenProfiles } from '#shared/sync/profiles.ts';
import { TellStaff, ToldStaff } from '#shared/sync/staff.ts';
import { requestHeaders } from '#shared/sync/signed-text.ts';
import type { CentreClient, Pass } from './centre-client.ts';
import { Busy } from './follow.ts';
import type { ProfilesClient } from './profiles.ts';
import { readNotices } from './read-notices.ts';
import type { StaffClient } from './staff.ts';

const compress = promisify(zstdCompress);

export interface HttpCentreOptions {
  url: string;
  /** How long one request may take. */
  timeoutMs: number;
  /** Signs a text with the till's key: 64 bytes as hex. */
  sign(text: string): string;
}

/** Speaks shared/sync/protocol.ts over HTTP, bodies as JSON in zstd, requests signed. Aborts with `signal`. */
export function createHttpCentre(
  { url, timeoutMs, sign }: HttpCentreOptions,
  signal: AbortSignal,
): CentreClient & ProfilesClient & StaffClient {
  const send = async (path: string, init: RequestInit, ...stop: AbortSignal[]): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.any([signal, ...stop]),
    }).catch((cause: unknown) => {
      throw new Trouble('CENTRE_UNREACHABLE', `${url} does not answer`, 'soon', { cause });
    });
    if (answer.ok) return answer;
    throw problemIn(url, answer, await answer.json().catch(() => undefined));
  };
  const ask = async <S extends z.ZodType>(
    schema: S,
    path: string,
    { pass, body, stop }: { pass?: Pass; body?: unknown; stop?: AbortSignal | undefined } = {},
  ): Promise<z.output<S>> => {
    const method = body === undefined ? 'GET' : 'POST';
    const bytes = body === undefined ? null : await compress(JSON.stringify(body));
    const coded = bytes ? { 'content-type': 'application/json', 'content-encoding': 'zstd' } : {};
    const headers = {
      accept: 'application/json',
      ...coded,
      ...(pass ? signed(pass, method, path, bytes) : {}),
    };
    const patience = AbortSignal.timeout(timeoutMs);
    const answer = await send(path, { method, headers, body: bytes }, patience, ...(stop ? [stop] : []));
    const parsed = schema.safeParse(await answer.json().catch(() => undefined));
    if (!parsed.success)
      throw new Trouble('CENTRE_NOT_UNDERSTOOD', `${url} does not speak our protocol`, 'later');
    return parsed.data;
  };
  const signed = ({ session, n }: Pass, method: 'GET' | 'POST', path: string, bytes: Uint8Array | null) => {
    const bodyHash = createHash('sha256')
      .update(bytes ?? new Uint8Array())
      .digest('hex');
    return requestHeaders({ method, path, session, n, bodyHash }, sign);
  };
  return {
    pair: (said) => ask(Paired, '/v1/pair', { body: Pair.parse(said) }),
    openSession: (said) => ask(Session, '/v1/session', { body: OpenSession.parse(said) }),
    upload: (pass, envelopes) => ask(Stored, '/v1/events', { pass, body: Upload.parse({ envelopes }) }),
    story: (pass, from) =>
      ask(Story, `/v1/story?${query({ cursor: from.cursor, after: String(from.after) })}`, { pass }),
    rights: (pass, asked, stop) =>
      ask(GivenRights, '/v1/rights', { pass, body: WantRights.parse(asked), stop }),
    log: (pass, after) => ask(LogPage, `/v1/log?${query({ after: String(after) })}`, { pass }),
    newEpoch: (pass) => ask(NewEpoch, '/v1/epoch', { pass, body: {} }),
    sale: (pass, saleId, stop) => ask(LogPage, `/v1/sale?${query({ saleId })}`, { pass, stop }),
    history: (pass, asked, stop) =>
      ask(ToldHistory, '/v1/history', { pass, body: AskHistory.parse(asked), stop }),
    sendProfiles: (pass, profiles) =>
      ask(TakenProfiles, '/v1/profiles', { pass, body: SentProfiles.parse({ profiles }) }),
    profiles: (pass, cursor) => ask(ProfilesPage, `/v1/profiles?${query({ cursor })}`, { pass }),
    staff: (pass, said) => ask(ToldStaff, '/v1/staff', { pass, body: TellStaff.parse(said) }),
    async notices(pass, heard) {
      const silence = new AbortController();
      const headers = { accept: 'text/event-stream', ...signed(pass, 'GET', '/v1/notices', null) };
      const answer = await send('/v1/notices', { headers }, silence.signal);
      await readNotices(answer, silence, heard);
    },
  };
}

const query = (params: Record<string, string>): string => new URLSearchParams(params).toString();

/** What the centre said no with, and after how long it wants to be asked again. */
function problemIn(url: string, answer: Response, body: unknown): Trouble {
  const problem = SyncProblem.safeParse(body);
  const code = problem.success ? problem.data.code : 'UNAVAILABLE';
  const text = problem.success ? problem.data.text : `${url} answered ${answer.status}`;
  if (code !== 'BUSY' && code !== 'UNAVAILABLE') return new Trouble(code, text, 'later');
  return new Busy(code, text, 1_000 * (Number(answer.headers.get('retry-after')) || 0));
}
