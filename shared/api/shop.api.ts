import { z } from 'zod';
import { BackOfficeAnswer } from './back-office.api.ts';
import { call } from './channel.ts';
import { EarnLineView, RefusalView } from './checkout.api.ts';

/** A group of the shop's rules; `value` and `schema` are JSON. Revision 0 is what the till's file says, or the default. */
export const ShopRuleView = z.object({
  setting: z.string().max(40),
  revision: z.int().nonnegative(),
  value: z.string().max(20_000),
});
export type ShopRuleView = z.infer<typeof ShopRuleView>;

/** What is odd about the rules taken together: the code names the sentence. */
const OddRuleView = z.object({ code: z.string() }).catchall(z.union([z.string(), z.number()]));

export const ShopRulesView = z.object({
  rules: z.array(ShopRuleView.extend({ schema: z.string() })),
  odd: z.array(OddRuleView),
});
export type ShopRulesView = z.infer<typeof ShopRulesView>;

/** What the rules make of an example, line by line; labels and offers are named by words of ours. */
export const ExampleView = z.object({
  offers: z.array(z.object({ offerId: z.string(), offMinor: z.int(), because: RefusalView.nullable() })),
  lines: z.array(EarnLineView),
  totalMinor: z.int(),
  dueMinor: z.int(),
  paidWithValueMinor: z.int(),
  baseMinor: z.int(),
});
export type ExampleView = z.infer<typeof ExampleView>;

/** What a shop's managers decide once for all programs. A change holds from the next sale on, at every till of the chain. */
export const shopApi = {
  'shop.rules': call(z.object({}), ShopRulesView),
  'shop.save': call(ShopRuleView, BackOfficeAnswer),
  /** What would be with this draft of a group; null while it does not fit its schema. Nothing is written. */
  'shop.try': call(ShopRuleView, z.object({ example: ExampleView, odd: z.array(OddRuleView) }).nullable()),
} as const;
