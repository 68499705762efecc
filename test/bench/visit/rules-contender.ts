import type { Basket } from '#shared/basket/basket.ts';
import type { Condition } from './shop-of-offers.ts';

/** One way of asking which of a shop's offers a basket meets the conditions of. */
export interface RulesContender {
  name: string;
  /** Reads the conditions once, as a till does when it starts. `known` is what conditions ask of the member, by name. */
  open(conditions: readonly Condition[], known?: Readonly<Record<string, number>>): Promise<OpenRules>;
}

/** Answers the offers whose conditions are met, in any order. */
export interface OpenRules {
  met(basket: Basket): Promise<string[]> | string[];
  close(): void;
}
