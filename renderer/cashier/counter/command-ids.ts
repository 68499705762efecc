/** Gives commands their ids, so that what is asked again because nobody heard what came of it is done once. */
export interface CommandIds {
  /**
   * Asks under an id of its own; under the last one's, if that was the very same and was not answered. Rejects as `ask` does. `there` is
   * what commands like it had made by then.
   */
  send<Wanted, Answer>(
    wanted: Wanted,
    ask: (command: Wanted & { commandId: string }) => Promise<Answer>,
    there?: readonly string[],
  ): Promise<Answer>;
  /** Something was undone. If it was not there before the command in doubt, that made it: the same again is another command. */
  undone(made: string): void;
}

/** `wanted` is compared as JSON; the till answers a command that it knows with what came of it. */
export function createCommandIds(newId: () => string): CommandIds {
  let unanswered: { wanted: string; commandId: string; there: readonly string[] } | undefined;
  return {
    async send(wanted, ask, there = []) {
      const text = JSON.stringify(wanted);
      const mine = unanswered?.wanted === text ? unanswered : { wanted: text, commandId: newId(), there };
      unanswered = mine;
      const answer = await ask({ ...wanted, commandId: mine.commandId });
      if (unanswered === mine) unanswered = undefined;
      return answer;
    },
    undone(made) {
      if (!unanswered?.there.includes(made)) unanswered = undefined;
    },
  };
}
