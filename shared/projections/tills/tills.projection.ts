import type { Projection } from '../projection.ts';

/** The tills we know of, with the keys their vouchers are signed with. */
export const tills: Projection = {
  name: 'tills',
  version: 1,
  forTills: true,
  table: {
    name: 'tills',
    key: { writer: 'text' },
    columns: {
      shop: { type: 'text', merge: 'last' },
      name: { type: 'text', merge: 'last' },
      public_key: { type: 'text', merge: 'last' },
      currency: { type: 'text', merge: 'last' },
      zone: { type: 'text', merge: 'last' },
      opened_at: { type: 'integer', merge: 'min' },
    },
  },
  rowsOf(fact, envelope) {
    if (fact.type !== 'TillOpened') return [];
    const { shop, name, publicKey, currency, zone } = fact.body;
    return [
      { writer: envelope.writer, shop, name, public_key: publicKey, currency, zone, opened_at: envelope.at },
    ];
  },
};
