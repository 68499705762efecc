/** Gives commands their ids, so that what is asked again because nobody heard what came of it is done once. */
export interface CommandIds {
  /**
   * Asks under an id of its own; under the last one's, if that was the very same and was not answered. Rejects as `ask` does. `there` is
   * what commands like it had made by then.
   */
  send<Wanted extends object, Answer>(
    wanted: Wanted,
    ask: (command: Wanted & { commandId: string }) => Promise<Answer>,
    there?: readonly string[],
  ): Promise<Answer>;
  /**
   * Something was undone. If the command in doubt wanted just that, with all that `of` names, and it was not there before, then that
   * command made it: the same again is another command.
   */
  undone(made: string, of: Readonly<Record<string, string>>): void;
}

/** A command that nobody answered. */
interface InDoubt {
  wanted: ReadonlyMap<string, unknown>;
  /** The same as JSON. */
  text: string;
  commandId: string;
  there: readonly string[];
}

/** `wanted` is compared as JSON; the till answers a command that it knows with what came of it. */
export function createCommandIds(newId: () => string): CommandIds {
  let unanswered: InDoubt | undefined;
  return {
    async send(wanted, ask, there = []) {
      const text = JSON.stringify(wanted);
      const mine: InDoubt =
        unanswered?.text === text
          ? unanswered
          : { wanted: new Map(Object.entries(wanted)), text, commandId: newId(), there };
      unanswered = mine;
      const answer = await ask({ ...wanted, commandId: mine.commandId });
      if (unanswered === mine) unanswered = undefined;
      return answer;
    },
    undone(made, of) {
      const isIts = Object.entries(of).every(([name, value]) => unanswered?.wanted.get(name) === value);
      if (isIts && !unanswered?.there.includes(made)) unanswered = undefined;
    },
  };
}
