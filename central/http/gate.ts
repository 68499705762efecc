import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const loopbackNames = new Set(['localhost', '127.0.0.1', '::1']);

/** Whether a name or address is this computer speaking to itself. */
export const isLoopback = (host: string): boolean => loopbackNames.has(host) || /^127\.[\d.]+$/.test(host);

const everywhere = new Set(['0.0.0.0', '::']);

/** The name in a Host header, without port and brackets. */
function nameIn(header: string | undefined): string {
  const name = /^(?:\[([^\]]+)\]|([^:]+))(?::\d+)?$/.exec(header ?? '');
  return (name?.[1] ?? name?.[2] ?? '').toLowerCase();
}

/**
 * Whether a request was meant for us. A page that had its own name resolve to our address speaks under that name, and gets
 * nothing. Who listens everywhere is also met by its bare addresses.
 */
export function meantForUs(request: FastifyRequest, host: string, names: readonly string[]): boolean {
  const name = nameIn(request.headers.host);
  if (isLoopback(name) || name === host.toLowerCase()) return true;
  if (names.some((ours) => ours.toLowerCase() === name)) return true;
  return everywhere.has(host) && isIP(name) !== 0;
}

/** Whether a request comes from this computer, by its address and by the name it used. */
export const isFromHere = (request: FastifyRequest): boolean =>
  isLoopback(request.ip.replace(/^::ffff:/, '')) && isLoopback(nameIn(request.headers.host));
