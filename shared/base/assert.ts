/** Thrown when our own promise is broken. On in production: the transaction rolls back and the operation stops. */
export class BrokenPromise extends Error {
  override name = 'BrokenPromise';
}

/** Stops the operation when `condition` does not hold. `sentence` says what we had promised. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new BrokenPromise(sentence);
}

/** Makes the compiler prove that every member of a union was handled; throws if the data lied about its type. */
export function assertNever(value: never): never {
  throw new BrokenPromise(`unexpected ${JSON.stringify(value)}`);
}
