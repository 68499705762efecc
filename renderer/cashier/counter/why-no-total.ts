import type { TakenBackView } from '#shared/api/capture.api.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { Speech } from '#shared/api/sentences.ts';
import type { Currency } from '#shared/money/money.ts';
import { formatMoney } from '#shared/money/format-money.ts';

/** Why no total is taken from a receipt, in one sentence. */
export function whyNoTotal(refusal: RefusalView, { say, language }: Speech, currency: Currency): string {
  const { code, oneMinor, otherMinor, line = '' } = refusal;
  const money = (minor: string | number | undefined): string =>
    formatMoney({ minor: Number(minor ?? 0), currency }, language);
  return say(`capture.why.${code}`, { one: money(oneMinor), other: money(otherMinor), line });
}

/** That a total which waited counts no more, why, and what to do. */
export function takenBackSentence({ register, total, refusal }: TakenBackView, speech: Speech): string {
  const told = { register, total: formatMoney(total, speech.language) };
  return `${speech.say('capture.taken-back', told)} ${whyNoTotal(refusal, speech, total.currency)}`;
}
