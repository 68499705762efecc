import type { RefusalView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Why a set-up was not taken, in words. */
export function Problem({ refusal }: { refusal: RefusalView }) {
  const speech = useTexts();
  const { say, currency } = speech;
  if (refusal['failed'] !== undefined) return <Notice tone="stop" text={say(`error.${refusal.code}`)} />;
  const named =
    typeof refusal['place'] === 'string'
      ? {
          ...refusal,
          place: refusal['place']
            .split('.')
            .map((name) => fieldName(name, say))
            .join(', '),
        }
      : refusal;
  return <Notice tone="stop" text={refusalSentence(named, speech, currency)} />;
}

const fieldName = (name: string, say: (key: string) => string): string =>
  /^\d+$/.test(name) ? String(Number(name) + 1) : say(`field.${name}`);
