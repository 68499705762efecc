import { z } from 'zod';
import type { Basket, Line } from './basket.ts';

const Items = z.array(z.string().min(1).max(64)).max(1_000);
const Categories = z.array(z.string().min(1).max(40)).max(200);

/**
 * Which lines something is about. All conditions that are given must hold; an empty scope is every line of goods. Items and
 * categories are compared letter by letter, as the register writes them.
 */
export const Scope = z.object({
  items: Items.default([]),
  categories: Categories.default([]),
  notItems: Items.default([]),
  notCategories: Categories.default([]),
  /** Whether lines count that the register already discounted. */
  alsoDiscounted: z.boolean().default(true),
});
export type Scope = z.infer<typeof Scope>;

/** The lines of goods a scope is about, in the basket's order. Gift cards, tips and fees are never among them. */
export const linesIn = (scope: Scope, { lines }: Basket): Line[] => lines.filter((line) => isIn(scope, line));

/** Whether a scope is about this line. */
export const isIn = (scope: Scope, line: Line): boolean =>
  line.kind === 'goods' &&
  (scope.alsoDiscounted || !line.discounted) &&
  (scope.items.length === 0 || scope.items.includes(line.item)) &&
  (scope.categories.length === 0 || scope.categories.includes(line.category)) &&
  !scope.notItems.includes(line.item) &&
  !scope.notCategories.includes(line.category);
