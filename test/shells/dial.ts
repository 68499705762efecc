import http from 'node:http';
import { connect } from 'node:net';
import WebSocket from 'ws';

/** A window that was let in, with the session it was given; or the status that refused it. */
export type Dialled = { socket: WebSocket; session: string } | { status: number };

export interface Handshake {
  origin?: string;
  host?: string;
  path?: string;
  protocols?: string[];
}

/** Knocks at a till's socket as a page would, or as somebody who only pretends to be one. */
export function dial(base: string, secret: string, handshake: Handshake = {}): Promise<Dialled> {
  const { host } = new URL(base);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(
      `ws://${host}${handshake.path ?? '/rpc'}`,
      handshake.protocols ?? ['tessera.v1', secret],
      {
        origin: handshake.origin ?? `http://${host}`,
        headers: handshake.host ? { host: handshake.host } : {},
      },
    );
    socket.on('unexpected-response', (_request, response) => {
      resolve({ status: response.statusCode ?? 0 });
      response.destroy();
    });
    socket.on('error', reject);
    socket.once('message', (data) => {
      const { secret: session } = JSON.parse(String(data)) as { secret: string };
      resolve({ socket, session });
    });
  });
}

/** Knocks and expects to be let in. */
export async function enter(base: string, secret: string): Promise<{ socket: WebSocket; session: string }> {
  const dialled = await dial(base, secret);
  if ('status' in dialled) throw new Error(`refused with ${dialled.status}`);
  return dialled;
}

/** The launch token in an address that a till printed. */
export const tokenIn = (launchUrl: string): string => launchUrl.split('#k=')[1] ?? '';

/** The code with which the other side closes a socket. */
export const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', resolve));

/** Asks for a page with exactly these headers; nothing tidies up the path on the way. */
export function request(
  base: string,
  path: string,
  options: { method?: string; host?: string } = {},
): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  const { hostname, port, host } = new URL(base);
  return new Promise((resolve, reject) => {
    const asked = http.request(
      { hostname, port, path, method: options.method ?? 'GET', headers: { host: options.host ?? host } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    asked.on('error', reject).end();
  });
}

/** Sends bytes as they are and gives what comes back until the other side closes. */
export function sendRaw(base: string, text: string): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}
