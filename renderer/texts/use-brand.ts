import { useEffect } from 'react';
import type { Brand } from '#shared/settings/brand.ts';
import { brandHues } from '#shared/settings/brand-hues.ts';
import { wearHues } from '../ui/wear-hues.ts';

/** The page wears the shop's hue as long as it has one. */
export function useBrand(brand: Brand | undefined): void {
  const accent = brand?.accent ?? null;
  useEffect(() => wearHues(accent === null ? null : brandHues(accent)), [accent]);
}
