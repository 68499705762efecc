import { z } from 'zod';
import { Brand } from '../settings/brand.ts';
import { call, event } from './channel.ts';

/** How the shop looks and speaks: its hue, and what it calls points. Screens follow at once; paper with the next one. */
export const brandApi = {
  'brand.view': call(z.object({}), Brand),
  'brand.keep': call(Brand, Brand),
  'brand.changed': event(Brand),
} as const;
