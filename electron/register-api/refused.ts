import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { ErrorCode } from './contract.ts';

/** A request that is not answered: why, and with which status. */
export class NotAnswered extends Error {
  override name = 'NotAnswered';
  readonly status: number;
  readonly code: ErrorCode;
  readonly headers: Record<string, string>;
  constructor(status: number, code: ErrorCode, detail = '', headers: Record<string, string> = {}) {
    super(detail || code);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The business said no. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: RefusalView;
  constructor(refusal: RefusalView) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
