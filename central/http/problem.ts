import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import type { SyncProblem } from '#shared/sync/protocol.ts';

const statuses: Record<SyncProblem['code'], number> = {
  NOT_PAIRED: 401,
  BAD_CODE: 401,
  OTHER_PROTOCOL: 426,
  SESSION: 401,
  RETIRED: 403,
  BAD_REQUEST: 400,
  FORK: 409,
  GAP: 409,
  BROKEN_CHAIN: 409,
  TOO_LARGE: 413,
  BUSY: 503,
  UNAVAILABLE: 503,
};

/** Answers a problem with its status. */
export function sayNo(
  reply: FastifyReply,
  problem: SyncProblem,
  status = statuses[problem.code],
): FastifyReply {
  if (problem.code === 'UNAVAILABLE' || problem.code === 'BUSY') reply.header('retry-after', '2');
  return reply.code(status).send(problem);
}

/** The request is not what we agreed on. */
export const misread = (error: z.ZodError): SyncProblem => ({
  code: 'BAD_REQUEST',
  text: `The request is not understood: ${z.prettifyError(error).slice(0, 400)}`,
});

const isSaid = (code: string): code is 'TOO_LARGE' | 'BAD_REQUEST' | 'SESSION' =>
  ['TOO_LARGE', 'BAD_REQUEST', 'SESSION'].includes(code);

/** What a caller is told of something that was thrown. What is our own fault is told to the log, not to the caller. */
export function problemOf(error: unknown, log: (line: string) => void): SyncProblem {
  if (error instanceof Trouble && error.code === 'UNAVAILABLE') {
    return { code: 'UNAVAILABLE', text: error.message };
  }
  if (error instanceof Trouble && isSaid(error.code)) return { code: error.code, text: error.message };
  const { statusCode = 500, message = String(error) } = error as { statusCode?: number; message?: string };
  if (statusCode === 413) return { code: 'TOO_LARGE', text: 'The request is too large.' };
  if (statusCode >= 400 && statusCode < 500) return { code: 'BAD_REQUEST', text: message };
  log(`Unexpected: ${error instanceof Error ? (error.stack ?? message) : message}`);
  return { code: 'UNAVAILABLE', text: 'The centre cannot answer this at the moment.' };
}
