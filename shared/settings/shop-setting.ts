import type { Machine } from '../base/machine.ts';

/**
 * The name under which one shop of the chain keeps a choice of its own: settings hold at every till of the chain, and this one means
 * something only at the tills of that shop.
 */
export const shopSetting = (
  name: 'brand' | 'logo' | 'paper',
  shop: string,
  sha256: Machine['sha256'],
): string => `${name}.${sha256(`shop:${shop}`).slice(0, 16)}`;

/** The group that a setting belongs to, whichever shop's it is. */
export const groupOfSetting = (setting: string): string => setting.replace(/\.[0-9a-f]{16}$/, '');
