import { peers } from '../peers/peers.ts';
import type { Contender } from './contender.ts';
import { plainSql, rawInsert } from './sqlite.contenders.ts';
import { tesseraSale, tesseraStore } from './tessera.contenders.ts';

/** What needs nothing but the product's own packages. */
export const ours: readonly Contender[] = [rawInsert, plainSql, tesseraStore, tesseraSale];

/** All who take part, in the order of the table. */
export const contenders: readonly Contender[] = [...ours, ...peers];
