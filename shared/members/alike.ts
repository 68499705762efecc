/**
 * In how many slips one word becomes the other: a letter too many, missing, wrong, or two that changed places (Damerau's
 * distance, each place touched once). `most` and above come back as `most`: nobody asks how unlike two strangers are.
 */
export function slipsBetween(one: string, other: string, most = 3): number {
  if (Math.abs(one.length - other.length) >= most) return most;
  const [letters, others] = [lettersOf(one), lettersOf(other)];
  // A slip brings one letter that the other word has not, so this many there are at least: most strangers are told apart by it.
  if (Math.max(countOf(letters & ~others), countOf(others & ~letters)) >= most) return most;
  let [before, last]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let slips = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) slips = Math.min(slips, at(before, column - 2) + 1);
      next.push(slips);
    }
    [before, last] = [last, next];
  }
  return Math.min(most, at(last, other.length));
}

/** Which letters a word has, one bit for each; some share a bit, and then a difference is not seen. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let place = 0; place < word.length; place += 1) letters |= 1 << (word.charCodeAt(place) & 31);
  return letters;
}

function countOf(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

const at = (row: readonly number[] | undefined, place: number): number => row?.[place] ?? 0;

/** How many slips are forgiven in a word: short ones would soon be any other. */
export const slipsForgiven = (word: string): number => (word.length < 3 ? 0 : word.length < 6 ? 1 : 2);
