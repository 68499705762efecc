/**
 * Hears the questions that a printer answers at once, whatever it is busy with: DLE EOT n. It listens to the raw stream,
 * inside pictures too, which is why those bytes must never stand in a picture.
 */
export function realTimeQuestions(): (byte: number) => number | undefined {
  let before = [0, 0];
  return (byte) => {
    const [first = 0, second = 0] = before;
    before = [second, byte];
    return first === 0x10 && second === 0x04 && byte >= 1 && byte <= 4 ? byte : undefined;
  };
}
