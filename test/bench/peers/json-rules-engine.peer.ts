import type { RulesContender } from '../visit/rules-contender.ts';
import { piecesIn, type Condition } from '../visit/shop-of-offers.ts';
import { loadPeer } from './load-peer.ts';

type Scope = Condition['asks'][number]['scope'];
type Lines = Parameters<typeof piecesIn>[1];
interface Almanac {
  factValue(fact: string): Promise<Lines>;
}
interface Engine {
  addRule(rule: object): void;
  addFact(name: string, value: (params: { scope: Scope }, almanac: Almanac) => Promise<number>): void;
  run(facts: object): Promise<{ events: { type: string }[] }>;
}
interface JsonRulesEngine {
  Engine: new () => Engine;
}

/**
 * A rule an offer, over two facts: what the goods come to, and how many pieces of a scope there are. It has no words for lines of a
 * basket, so the second is a function of ours, which it keeps for rules that ask the same.
 */
export const jsonRulesEngine: RulesContender = {
  name: 'json-rules-engine',
  async open(conditions, known = {}) {
    const { Engine } = await loadPeer<JsonRulesEngine>('json-rules-engine');
    const engine = new Engine();
    engine.addFact('pieces', async ({ scope }, almanac) => piecesIn(scope, await almanac.factValue('lines')));
    for (const { offerId, minimumMinor, asks, knows = [] } of conditions) {
      const enough = asks.map(({ scope, pieces }) => ({
        fact: 'pieces',
        params: { scope },
        operator: 'greaterThanInclusive',
        value: pieces,
      }));
      const minimum = { fact: 'goodsMinor', operator: 'greaterThanInclusive', value: minimumMinor };
      const member = knows.map(({ fact, least }) => ({ fact, operator: minimum.operator, value: least }));
      engine.addRule({ conditions: { all: [minimum, ...enough, ...member] }, event: { type: offerId } });
    }
    return {
      async met({ lines }) {
        const goodsMinor = lines.reduce(
          (sum, line) => (line.kind === 'goods' ? sum + line.totalMinor : sum),
          0,
        );
        const { events } = await engine.run({ lines, goodsMinor, ...known });
        return events.map(({ type }) => type);
      },
      close() {},
    };
  },
};
