import type { z } from 'zod';
import { ok, refuse, type Result } from '../base/result.ts';
import { longestBody } from '../ledger/envelope.ts';
import { batchEvents, Upload } from './protocol.ts';

/**
 * What was uploaded, if it is an upload: as `Upload` itself would say, in a tenth of its time. Envelopes that are plainly as they
 * should be are taken as they are; in every doubt the schema decides, and says what is wrong.
 */
export function readUpload(value: unknown): Result<Upload, z.ZodError> {
  if (isPlain(value)) return ok(value);
  const read = Upload.safeParse(value);
  return read.success ? ok(read.data) : refuse(read.error);
}

function isPlain(value: unknown): value is Upload {
  if (!isRecord(value) || Object.keys(value).length !== 1) return false;
  const { envelopes } = value;
  if (!Array.isArray(envelopes) || envelopes.length === 0 || envelopes.length > batchEvents) return false;
  return envelopes.every(isPlainEnvelope);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const writers = /^[A-Za-z0-9-]{1,64}$/;
const clocks = /^[0-9a-f]{12}-[0-9a-f]{4}$/;
const hashes = /^[0-9a-f]{64}$/;
const days = /^\d{4}-\d{2}-\d{2}$/;
const fields = 11;

/** Only what is certain: all its fields and no others, each of its kind and within its bounds. */
function isPlainEnvelope(envelope: unknown): boolean {
  if (!isRecord(envelope) || Object.keys(envelope).length !== fields) return false;
  const { writer, epoch, seq, hlc, at, day, type, version, body, prev, hash } = envelope;
  return (
    isText(writer, writers) &&
    isWhole(epoch, 1) &&
    isWhole(seq, 1) &&
    isText(hlc, clocks) &&
    isWhole(at, 0) &&
    isText(day, days) &&
    typeof type === 'string' &&
    type.length > 0 &&
    type.length <= 60 &&
    isWhole(version, 1) &&
    typeof body === 'string' &&
    body.length <= longestBody &&
    isText(prev, hashes) &&
    isText(hash, hashes)
  );
}

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);

const isWhole = (value: unknown, least: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= least;
