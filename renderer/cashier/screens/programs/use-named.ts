import { useMemo } from 'react';
import { PointsName } from '#shared/base/points-name.ts';
import { createSay } from '../../../texts/say.ts';
import { useTexts, type Texts } from '../../../texts/use-texts.tsx';

/** The texts of this screen as they will be once this set-up is saved: points of the program called by the name that stands in its form. */
export function useNamed(programId: string, pointsName: unknown): Texts {
  const texts = useTexts();
  const { language } = texts;
  const typed = PointsName.safeParse((pointsName as Record<string, unknown> | null | undefined)?.[language]);
  const { one, many } = typed.data ?? {};
  return useMemo(() => {
    if (one === undefined || many === undefined) return texts;
    const ownPoints = { [`points:${programId}`]: { [language]: { one, many } } };
    return { ...texts, say: createSay(language, { ownPoints }) };
  }, [texts, language, programId, one, many]);
}
