/** When it makes sense to try again, if ever. */
export type Retry = 'soon' | 'later' | 'never';

/**
 * The world said no: printer out of paper, centre unreachable, disk full. Caught only at the edges (device hub,
 * spool, sync link, api, http). `code` names the sentence in resources/texts; the message is for the log.
 */
export class Trouble extends Error {
  override name = 'Trouble';
  readonly code: string;
  readonly retry: Retry;
  constructor(code: string, message: string, retry: Retry = 'never', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.retry = retry;
  }
}
