import { offerSentence, reasonSentence } from '#shared/api/sentences.ts';
import type { Say } from '#shared/base/language.ts';
import { worthWords } from '#electron/checkout/worth-words.ts';
import type { Log } from '#electron/platform/log.ts';
import { isRegisterKey } from './register-key.ts';
import { createRegisterDesk, type RegisterDeskOptions } from './register-desk.ts';
import { startRegisterApi, type RegisterApi } from './register-api.ts';

/** What the local API is put together from. */
export interface OpenRegisterApi extends Omit<RegisterDeskOptions, 'why' | 'whyNot' | 'worth'> {
  dataDir: string;
  say: Say;
  log: Log;
  newReference(): string;
}

/** The API's version: it changes when a register has to. */
const version = '1.0.0';

/** The local API for registers, on this till's ledger, in the shop's language. Nothing listens unless the settings say where. */
export function openRegisterApi({ dataDir, say, log, newReference, ...desk }: OpenRegisterApi): RegisterApi {
  const { currency, language, registerApi } = desk.settings;
  const speech = { say, language };
  return startRegisterApi({
    settings: registerApi,
    desk: createRegisterDesk({
      ...desk,
      why: (reason, pointsOf) => reasonSentence(reason, speech, currency, pointsOf),
      // What waits to become a friend's voucher is money.
      worth: ({ unit, total: amount }) =>
        worthWords({ unit: unit.startsWith('coupon:') ? `credit:${currency}` : unit, amount }, say, language),
      whyNot: (because) => offerSentence(because, speech, currency),
    }),
    isKey: (key) => isRegisterKey(dataDir, key),
    speech,
    currency,
    version,
    log,
    ticksMs: () => performance.now(),
    newReference,
  });
}
