import type { Template } from './template.ts';
import { cafe } from './cafe.template.ts';
import { restaurant } from './restaurant.template.ts';
import { retail } from './retail.template.ts';
import { services } from './services.template.ts';

/** What shops of a trade begin with: a reason to come back, one to bring a friend, one to give as a present, and one to feel known. */
export const templates: readonly Template[] = [cafe, restaurant, retail, services];
