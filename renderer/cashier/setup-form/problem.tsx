import type { RefusalView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { numberKind, numberText } from './setup-value.ts';

/** Why a set-up was not taken, in words: which field, and what is wrong with it. */
export function Problem({ refusal }: { refusal: RefusalView }) {
  const speech = useTexts();
  const { say, currency } = speech;
  if (refusal['failed'] !== undefined) return <Notice tone="stop" text={say(`error.${refusal.code}`)} />;
  const { place, fault, limit } = refusal;
  if (typeof place !== 'string' || typeof fault !== 'string')
    return <Notice tone="stop" text={refusalSentence(refusal, speech, currency)} />;
  const names = place.split('.').filter((name) => name !== '');
  const kind = numberKind(names.at(-1) ?? '');
  const least = `${numberText(Number(limit), kind, currency)}${kind === 'percent' ? ' %' : ''}`;
  const wrong = say(`wrong.${fault}`, { limit: least });
  // What is wrong with several fields together names none.
  if (names.length === 0) return <Notice tone="stop" text={wrong} />;
  const named = names.map((name) => fieldName(name, say, currency)).join(', ');
  return (
    <Notice
      tone="stop"
      text={`${refusalSentence({ ...refusal, place: named }, speech, currency)}. ${wrong}`}
    />
  );
}

const fieldName = (
  name: string,
  say: (key: string, params: Record<string, string>) => string,
  currency: string,
): string => (/^\d+$/.test(name) ? String(Number(name) + 1) : say(`field.${name}`, { currency }));
