import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Port } from '#shared/api/channel.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { readPageFile } from '../page-files.ts';
import type { Admission, Admitted, WindowKind } from './admission.ts';
import { socketPort } from './socket-port.ts';

/** The till's page and socket on this computer's loopback, for windows that were let in. */
export interface LoopbackServer {
  /** Ends with a slash. */
  base: string;
  /** An address that opens one window, once and soon. The token is in the fragment, which browsers never send. */
  launchUrl(kind?: WindowKind): string;
  /** How many of the till's own windows are connected. Displays do not count: nobody works at them. */
  windows(): number;
  onWindows(listener: (count: number) => void): void;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  /** The folder of the built screens. */
  root: string;
  /** 0 lets the system choose. */
  port: number;
  admission: Admission;
  attach(port: Port, kind: WindowKind): void;
}

const pages: Readonly<Record<WindowKind, string>> = { till: '', display: 'display.html' };

const protocol = 'tessera.v1';
const maxFrameBytes = 1 << 20;

/**
 * Serves on 127.0.0.1 only. Exactly our own Host is answered, so a foreign name that resolves here (DNS rebinding) is not; the
 * socket also wants exactly our Origin and a secret, so other pages and other users of this computer stay out.
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = http.createServer();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    handleProtocols: () => protocol,
  });
  const listeners = new Set<(count: number) => void>();
  let windows = 0;
  const countWindows = (by: 1 | -1): void => {
    windows += by;
    for (const listener of listeners) listener(windows);
  };
  const host = `127.0.0.1:${await listen(server, options.port)}`;

  server.on('request', (request, response) => void servePage(options.root, host, request, response));
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const verdict = judge(request, host, options.admission);
    if (typeof verdict === 'number') return refuse(socket, verdict);
    return sockets.handleUpgrade(request, socket, head, (ws) => {
      // A broken or oversized frame: ws closes the socket itself, and without a listener this would end the till.
      ws.on('error', () => {});
      ws.send(JSON.stringify({ t: 'session', secret: verdict.session }));
      options.attach(socketPort(ws), verdict.kind);
      if (verdict.kind !== 'till') return;
      countWindows(1);
      ws.on('close', () => countWindows(-1));
    });
  });
  return {
    base: `http://${host}/`,
    launchUrl: (kind = 'till') => `http://${host}/${pages[kind]}#k=${options.admission.launchToken(kind)}`,
    windows: () => windows,
    onWindows: (listener) => void listeners.add(listener),
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

async function servePage(
  root: string,
  host: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const fail = (status: number, headers: http.OutgoingHttpHeaders = {}): void => {
    const text = http.STATUS_CODES[status] ?? '';
    const plain = { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff', ...headers };
    response.writeHead(status, plain).end(request.method === 'HEAD' ? '' : text);
  };
  if (request.headers.host !== host) return fail(421);
  if (request.method !== 'GET' && request.method !== 'HEAD') return fail(405, { Allow: 'GET, HEAD' });
  const urlPath = request.url?.split('?', 1)[0] ?? '';
  if (!urlPath.startsWith('/')) return fail(400);
  try {
    const page = await readPageFile(root, urlPath, randomBytes(16).toString('base64'));
    if (!page) return fail(404);
    response.writeHead(200, { ...page.headers, 'Content-Length': page.body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : page.body);
  } catch {
    fail(500);
  }
}

/** The session that a handshake may have, or the HTTP status that refuses it. */
function judge(request: http.IncomingMessage, host: string, admission: Admission): Admitted | number {
  if (request.headers.host !== host) return 421;
  if (request.headers.origin !== `http://${host}`) return 403;
  if (request.url !== '/rpc') return 400;
  const [asked, secret = ''] = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((part) => part.trim());
  if (asked !== protocol) return 400;
  return admission.admit(secret) ?? 401;
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

async function listen(server: http.Server, port: number): Promise<number> {
  try {
    await bind(server, port);
  } catch (cause) {
    throw await portTrouble(port, cause as NodeJS.ErrnoException);
  }
  return (server.address() as AddressInfo).port;
}

function bind(server: http.Server, port: number): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      listening();
    });
  });
}

async function portTrouble(port: number, cause: NodeJS.ErrnoException): Promise<Trouble> {
  const free = await nextFreePort(port);
  const what =
    cause.code === 'EADDRINUSE'
      ? `Port ${port} is taken by another program.`
      : `Port ${port} cannot be used (${cause.message}).`;
  const advice = free
    ? `TESSERA_PORT=${free} is free; without TESSERA_PORT Tessera finds one itself.`
    : 'Without TESSERA_PORT Tessera finds a free one itself.';
  return new Trouble('PORT_TAKEN', `${what} ${advice}`, 'later', { cause });
}

async function nextFreePort(taken: number): Promise<number | undefined> {
  for (let port = Math.max(taken + 1, 1024); port <= Math.min(taken + 20, 65_535); port += 1) {
    const probe = http.createServer();
    const free = await bind(probe, port).then(
      () => true,
      () => false,
    );
    if (free) {
      await new Promise((closed) => probe.close(closed));
      return port;
    }
  }
  return undefined;
}
