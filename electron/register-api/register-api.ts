import http from 'node:http';
import { z } from 'zod';
import { refusalSentence, type Speech } from '#shared/api/sentences.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { RegisterApiSettings } from '#shared/settings/register-api-settings.ts';
import type { Log } from '#electron/platform/log.ts';
import { createAllowance } from './allowance.ts';
import { openApi } from './open-api.ts';
import { NotAnswered, Refused } from './refused.ts';
import type { RegisterDesk } from './register-desk.ts';
import { routes } from './routes.ts';
import { tryPage, tryPageHeaders } from './try-page.ts';

export interface RegisterApiOptions {
  settings: RegisterApiSettings;
  desk: RegisterDesk;
  isKey(key: string): boolean;
  speech: Speech;
  currency: string;
  version: string;
  log: Log;
  /** Never runs backwards. */
  ticksMs(): number;
  newReference(): string;
}

export interface RegisterApi {
  /** Ends without a slash; null while it does not listen. */
  base(): string | null;
  close(): Promise<void>;
}

const longestBody = 64 << 10;
/** So often a minute somebody may try a key that is none. */
const wrongKeysPerMinute = 10;
const retryMs = 5_000;

/**
 * The local API for registers. It answers its own Host only, so a foreign name that leads here does not reach it; pages of other
 * origins are refused whatever key they have; and without the key there is nothing but the contract and the page to try it.
 */
export function startRegisterApi(options: RegisterApiOptions): RegisterApi {
  const { listen } = options.settings;
  if (!listen) return { base: () => null, close: () => Promise.resolve() };
  const asking = createAllowance(options.settings.perMinute, options.ticksMs);
  const guessing = createAllowance(wrongKeysPerMinute, options.ticksMs);
  const server = http.createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8_192 });
  server.maxConnections = 64;
  const port = (): number => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  const base = (): string => `http://${shown(listen.host)}:${port()}`;

  const admit = (request: http.IncomingMessage): void => {
    const who = request.socket.remoteAddress ?? '';
    const [scheme = '', key = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme.toLowerCase() !== 'bearer' || key === '')
      throw new NotAnswered(401, 'NO_KEY', '', { 'WWW-Authenticate': 'Bearer' });
    if (options.isKey(key)) return spend(asking, 'register');
    spend(guessing, who);
    throw new NotAnswered(401, 'WRONG_KEY', '', { 'WWW-Authenticate': 'Bearer' });
  };
  const answer = async (request: http.IncomingMessage): Promise<{ type: string; body: string }> => {
    checkPlace(request, listen.host, port());
    const path = request.url?.split('?', 1)[0] ?? '';
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (path === '/openapi.json') return json(openApi(base(), options.version));
      const page = tryPage.get(path);
      if (page) return page;
    }
    const route = routes.find((one) => one.path === path);
    if (!route) throw new NotAnswered(404, 'NOT_FOUND');
    if (request.method !== 'POST') throw new NotAnswered(405, 'NOT_ALLOWED', '', { Allow: 'POST' });
    admit(request);
    const asked = route.asked.safeParse(await readJson(request));
    if (!asked.success) throw new NotAnswered(400, 'BAD_REQUEST', z.prettifyError(asked.error));
    return json(route.answer.parse(await route.run(options.desk, asked.data)));
  };
  server.on('request', (request, response) => {
    answer(request)
      .then(({ type, body }) => send(response, 200, type, request.method === 'HEAD' ? '' : body))
      .catch((error: unknown) => fail(response, error));
  });
  const fail = (response: http.ServerResponse, thrown: unknown): void => {
    const { status, error, headers = {} } = explain(thrown, options);
    // What is left of a body that was not read is not worth reading.
    send(response, status, jsonType, JSON.stringify({ error }), { ...headers, Connection: 'close' });
  };
  let again: NodeJS.Timeout | undefined;
  const open = (): void => void server.listen(listen.port, listen.host);
  server.on('error', (error) => {
    options.log(
      `register API: cannot listen on ${listen.host}:${listen.port} (${error.message}), tried again`,
    );
    again = setTimeout(open, retryMs);
  });
  server.on('listening', () => options.log(`register API: ${base()}/`));
  open();
  return {
    base: () => (server.listening ? base() : null),
    async close() {
      clearTimeout(again);
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

const jsonType = 'application/json; charset=utf-8';
const json = (value: unknown) => ({ type: jsonType, body: JSON.stringify(value) });
const shown = (host: string): string => (host.includes(':') ? `[${host}]` : host);

function send(
  response: http.ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': type, ...tryPageHeaders, ...headers }).end(body);
}

/** Only this server under its own name, and no page of another origin. */
function checkPlace({ headers }: http.IncomingMessage, host: string, port: number): void {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', shown(host)].map((name) => `${name}:${port}`));
  if (!names.has(headers.host ?? '')) throw new NotAnswered(421, 'WRONG_HOST');
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`)
    throw new NotAnswered(403, 'FOREIGN_ORIGIN');
}

function spend(allowance: ReturnType<typeof createAllowance>, who: string): void {
  const taken = allowance.take(who);
  if (taken !== 'granted')
    throw new NotAnswered(429, 'TOO_MANY', '', { 'Retry-After': String(taken.waitSeconds) });
}

async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new NotAnswered(415, 'NOT_JSON');
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestBody) throw new NotAnswered(413, 'TOO_LARGE');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new NotAnswered(400, 'NOT_JSON');
  }
}

/** What a register may know of what was thrown. Our own mistakes get a reference; the story goes to the log. */
function explain(
  thrown: unknown,
  { speech, currency, log, newReference }: RegisterApiOptions,
): { status: number; error: Record<string, unknown>; headers?: Record<string, string> } {
  const { say } = speech;
  if (thrown instanceof Refused) {
    const { refusal } = thrown;
    return { status: 409, error: { ...refusal, message: refusalSentence(refusal, speech, currency) } };
  }
  if (thrown instanceof NotAnswered) {
    const { status, code, headers } = thrown;
    const detail = thrown.message === code ? {} : { detail: thrown.message };
    return { status, error: { code, message: say(`register.error.${code}`), ...detail }, headers };
  }
  if (thrown instanceof Trouble) {
    log(`register API: ${thrown.code}: ${thrown.message}`);
    return { status: 503, error: { code: 'TILL_STOPPED', message: say('register.error.TILL_STOPPED') } };
  }
  const reference = newReference();
  log(`register API: unexpected (${reference}): ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  return { status: 500, error: { code: 'INTERNAL', message: say('register.error.INTERNAL'), reference } };
}
