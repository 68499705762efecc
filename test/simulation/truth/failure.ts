/** Something that must always hold does not. `rule` names it; the same rule broken by a smaller schedule is the same failure. */
export class Failure extends Error {
  override name = 'Failure';
  readonly rule: string;
  constructor(rule: string, sentence: string) {
    super(`${rule}: ${sentence}`);
    this.rule = rule;
  }
}

/** Throws a Failure unless the rule holds. */
export function must(holds: boolean, rule: string, sentence: () => string): void {
  if (!holds) throw new Failure(rule, sentence());
}
