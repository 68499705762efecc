import { Trouble } from '#shared/base/trouble.ts';
import { NewPairingCode, OwnerDecision, type OwnerDecision as Decision } from '#shared/sync/owner.ts';

/** What can be said behind `npm run central --`, to the centre that is running on this computer. */
const commands: Readonly<Record<string, { needs: string; decision(args: readonly string[]): unknown }>> = {
  'revoke-till': {
    needs: '<till> <lost|stolen|broken|retired>',
    decision: ([till, because]) => ({ kind: 'revoke-till', till, because, by: 'owner' }),
  },
  'exclude-till': {
    needs: '<till>',
    decision: ([till]) => ({ kind: 'exclude-till', till, by: 'owner' }),
  },
  'write-off-risk': {
    needs: '<risk>',
    decision: ([riskId]) => ({ kind: 'write-off-risk', riskId, by: 'owner' }),
  },
  'release-suspense': {
    needs: '<till> <holder> <unit>',
    decision: ([till, holder, unit]) => ({ kind: 'release-suspense', till, holder, unit, by: 'owner' }),
  },
  'write-off-suspense': {
    needs: '<till> <holder> <unit>',
    decision: ([till, holder, unit]) => ({ kind: 'write-off-suspense', till, holder, unit, by: 'owner' }),
  },
};

/** Carries out one command and says what came of it. What was not understood is said in words, with what would be. */
export async function runCommand(
  name: string,
  args: readonly string[],
  { port }: { port: number },
  say: (line: string) => void,
): Promise<void> {
  const url = `http://127.0.0.1:${port}`;
  if (name === 'pair-code') {
    const { code } = NewPairingCode.parse(await post(`${url}/api/pairing-codes`, {}));
    say(`Pairing code: ${code}`);
    say('Good for one till, for a day.');
    return;
  }
  say(`Done: ${JSON.stringify(await post(`${url}/api/decisions`, readDecision(name, args)))}`);
}

function readDecision(name: string, args: readonly string[]): Decision {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const known = ['pair-code', ...Object.entries(commands).map(([one, { needs }]) => `${one} ${needs}`)];
    throw new Trouble('BAD_COMMAND', `There is no command ${name}. There are:\n  ${known.join('\n  ')}`);
  }
  const decision = OwnerDecision.safeParse(command.decision(args));
  if (!decision.success) throw new Trouble('BAD_COMMAND', `${name} needs ${command.needs}`);
  return decision.data;
}

async function post(url: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Trouble('NO_CENTRE', `No centre answers at ${url}: start it first.`, 'soon', { cause });
  });
  const said = await answer.text();
  if (!answer.ok) throw new Trouble('REFUSED', `The centre refused: ${said}`);
  return JSON.parse(said) as unknown;
}
