import type { RulesContender } from '../visit/rules-contender.ts';
import type { Condition } from '../visit/shop-of-offers.ts';
import { loadPeer } from './load-peer.ts';

interface Decision {
  evaluate(context: object): Promise<{ result: Record<string, boolean> }>;
}
interface ZenEngine {
  createDecision(content: object): Decision;
  dispose(): void;
}
interface ZenPackage {
  ZenEngine: new () => ZenEngine;
}

/** GoRules Zen, whose expressions run in Rust: one node with an expression an offer. The basket crosses over as JSON each time. */
export const zenEngine: RulesContender = {
  name: 'GoRules Zen',
  async open(conditions) {
    const { ZenEngine } = await loadPeer<ZenPackage>('@gorules/zen-engine');
    const engine = new ZenEngine();
    const expressions = conditions.map(({ offerId, minimumMinor, asks }) => ({
      id: offerId,
      key: offerId.replaceAll('-', '_'),
      value: [
        `sum(map(filter(lines, #.kind == 'goods'), #.totalMinor)) >= ${minimumMinor}`,
        ...asks.map(
          ({ scope, pieces }) => `sum(map(filter(lines, ${written(scope)}), #.quantity)) >= ${pieces}`,
        ),
      ].join(' and '),
    }));
    const decision = engine.createDecision({
      nodes: [
        { id: 'in', name: 'basket', type: 'inputNode' },
        { id: 'offers', name: 'offers', type: 'expressionNode', content: { expressions } },
        { id: 'out', name: 'met', type: 'outputNode' },
      ],
      edges: [
        { id: 'first', type: 'edge', sourceId: 'in', targetId: 'offers' },
        { id: 'last', type: 'edge', sourceId: 'offers', targetId: 'out' },
      ],
    });
    return {
      async met({ lines }) {
        const { result } = await decision.evaluate({ lines });
        return Object.entries(result).flatMap(([key, met]) => (met ? [key.replaceAll('_', '-')] : []));
      },
      close: () => engine.dispose(),
    };
  },
};

/** A scope in its language. */
function written({
  items,
  categories,
  notItems,
  notCategories,
  alsoDiscounted,
}: Condition['asks'][number]['scope']): string {
  const list = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`;
  return [
    "#.kind == 'goods'",
    ...(alsoDiscounted ? [] : ['#.discounted == false']),
    ...(items.length > 0 ? [`#.item in ${list(items)}`] : []),
    ...(categories.length > 0 ? [`#.category in ${list(categories)}`] : []),
    ...(notItems.length > 0 ? [`#.item not in ${list(notItems)}`] : []),
    ...(notCategories.length > 0 ? [`#.category not in ${list(notCategories)}`] : []),
  ].join(' and ');
}
