/** Gives commands their ids, so that what is asked again because nobody heard what came of it is done once. */
export interface CommandIds {
  /** Asks under an id of its own; under the last one's, if that was the very same and was not answered. Rejects as `ask` does. */
  send<Wanted, Answer>(
    wanted: Wanted,
    ask: (command: Wanted & { commandId: string }) => Promise<Answer>,
  ): Promise<Answer>;
  /** What was in doubt was seen, and undone: the same again is another command. */
  forget(): void;
}

/** `wanted` is compared as JSON; the till answers a command that it knows with what came of it. */
export function createCommandIds(newId: () => string): CommandIds {
  let unanswered: { wanted: string; commandId: string } | undefined;
  return {
    async send(wanted, ask) {
      const text = JSON.stringify(wanted);
      const mine = unanswered?.wanted === text ? unanswered : { wanted: text, commandId: newId() };
      unanswered = mine;
      const answer = await ask({ ...wanted, commandId: mine.commandId });
      if (unanswered === mine) unanswered = undefined;
      return answer;
    },
    forget: () => void (unanswered = undefined),
  };
}
