import type { CentreState } from '../centre/centre-state.ts';
import type { TillBox } from '../tills/till-box.ts';
import { returnsAtCentre, returnsOnDisk, salesAtCentre, salesOnDisk } from '../truth/at-rest.ts';
import type { Truth } from '../truth/truth.ts';
import type { StoryLine } from './story-line.ts';

/** Keeps count of what people were told and no machine knows any more. */
export interface Losses {
  /** A disk was put back: what stands nowhere any more is lost. */
  putBack(): void;
  /** How often a disk was put back: whoever is told of something after that may have it from before. */
  times(): number;
  /** What was told stands nowhere any more: it is lost. */
  note(): void;
  /** A till is believed no more: what the centre did not hear of it by now it never will. `isIts` tells its boxes by their names. */
  revoked(isIts: (box: string) => boolean): void;
}

/** Nothing is lost yet. */
export function createLosses({
  truth,
  line,
  state,
  boxes,
}: {
  truth: Truth;
  line: StoryLine;
  state: () => CentreState;
  boxes: readonly TillBox[];
}): Losses {
  let times = 0;
  const note = (): void => {
    const sales = new Set([...salesAtCentre(state()), ...boxes.flatMap(({ file }) => salesOnDisk(file))]);
    const back = new Set([...returnsAtCentre(state()), ...boxes.flatMap(({ file }) => returnsOnDisk(file))]);
    const lostSales = truth.tellings().flatMap(({ saleId }) => (sales.has(saleId) ? [] : [saleId]));
    const lostReturns = truth
      .returns()
      .flatMap(({ reversalId }) => (back.has(reversalId) ? [] : [reversalId]));
    truth.lose(lostSales);
    truth.loseReturns(lostReturns);
    const lost = [...lostSales, ...lostReturns];
    if (lost.length > 0) line.tell(`lost: ${lost.join(', ')}`);
  };
  return {
    putBack() {
      times += 1;
      note();
    },
    times: () => times,
    note,
    revoked(isIts) {
      const [sales, back] = [salesAtCentre(state()), returnsAtCentre(state())];
      const here = truth.tellings().filter((sale) => isIts(sale.box) && !sales.has(sale.saleId));
      const paid = truth.returns().filter((one) => isIts(one.box) && !back.has(one.reversalId));
      truth.lose(here.map(({ saleId }) => saleId));
      truth.loseReturns(paid.map(({ reversalId }) => reversalId));
    },
  };
}
