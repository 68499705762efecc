import type { Machine } from '#shared/base/machine.ts';
import { businessDay } from '#shared/base/business-time.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';

/** What the centre needs of the machine it runs on. */
export type CentreMachine = Pick<Machine, 'now' | 'sha256' | 'newId' | 'randomBytes'>;

const calendar = ShopSettings.parse({});

/** The chain's business day: all its tills are in one zone here. */
export const today = ({ now }: Pick<Machine, 'now'>): string => businessDay(now(), calendar);
