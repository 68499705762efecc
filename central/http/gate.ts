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

const proxyHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/** Whether somebody handed a request on to us: then its address says nothing of where it comes from. */
export const cameThroughAProxy = ({ headers }: FastifyRequest): boolean =>
  proxyHeaders.some((name) => headers[name] !== undefined);

/** Whether a page of somebody else had the browser ask. Browsers say so; programs say nothing. */
const askedByAnotherPage = ({ headers }: FastifyRequest): boolean =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);

/** Whether a request comes from this computer, by its address and by the name it used, and from nobody else's page. */
export const isFromHere = (request: FastifyRequest): boolean =>
  !cameThroughAProxy(request) &&
  !askedByAnotherPage(request) &&
  isLoopback(request.ip.replace(/^::ffff:/, '')) &&
  isLoopback(nameIn(request.headers.host));
