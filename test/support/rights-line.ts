import { expect, onTestFinished } from 'vitest';
import { startCentre, type Centre } from '#central/centre.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { GivenRights, Session, Story, type Grant, type Recall } from '#shared/sync/protocol.ts';
import { freshDatabase, withDatabase } from './centre-database.ts';
import { speakingTill, type SpeakingTill } from './speaking-till.ts';
import { opened, tillPen, walletOf, type TillPen } from './till-pen.ts';

export const unit = 'points:points';
/** The wallet of member 1. */
export const ann = `wallet:${walletOf(1)}`;

/** A centre on a database of its own, or on one that is there. */
export async function aCentre(at?: string, port = 0): Promise<Centre & { databaseUrl: string }> {
  const databaseUrl = at ?? (await freshDatabase());
  const centre = await startCentre({
    databaseUrl,
    dataDir: '/unused',
    host: '127.0.0.1',
    port,
    log: () => undefined,
  });
  onTestFinished(() => centre.close());
  return { ...centre, databaseUrl };
}

/** A till on the line that keeps its log, uploads it, and asks for value of member 1. */
export interface RightsLine {
  pen: TillPen;
  till: SpeakingTill;
  /** Writes facts and uploads all that is not there yet. */
  say(...facts: Fact[]): Promise<void>;
  want(amount: number): Promise<GivenRights>;
  story(): Promise<Story>;
  accept(grants: readonly Grant[]): Promise<void>;
  giveBack(recall: Recall, amount?: number): Promise<void>;
  /** Opens a session, twice if the generation is new, and uploads what the centre lost. */
  openAgain(): Promise<Session>;
}

/** Pairs a till and opens its session. */
export async function aLine(url: string, writer: string): Promise<RightsLine> {
  const pen = tillPen(writer);
  const till = speakingTill(url, writer);
  await till.pair('demo-pairing');
  await till.open([]);
  let sent = 0;
  let after = 0;
  const line: RightsLine = {
    pen,
    till,
    async say(...facts) {
      pen.write(...facts);
      expect(await till.upload(pen.log.slice(sent))).toMatchObject({ status: 200 });
      sent = pen.log.length;
    },
    want: async (amount) =>
      GivenRights.parse(
        (await till.ask('POST', '/v1/rights', { wants: [{ holder: ann, unit, amount }], after })).body,
      ),
    story: async () => Story.parse((await till.ask('GET', `/v1/story?cursor=&after=${after}`)).body),
    async accept(grants) {
      after = grants.at(-1)?.number ?? after;
      await line.say(
        ...grants.map(({ to: _to, because: _because, ...body }): Fact => ({ type: 'RightsAccepted', body })),
      );
    },
    giveBack: ({ recallId, holder }, amount = 0) =>
      line.say({
        type: 'RightsReturned',
        body: {
          holder,
          unit,
          parts: [{ lot: '2026-11-22/-', amount }],
          because: 'recalled',
          recallId,
        },
      }),
    async openAgain() {
      const first = Session.parse((await till.open(pen.log)).body);
      const session = Session.parse((await till.open(pen.log)).body);
      if (session.generation !== 1) after = 0;
      sent = first.stored.seq;
      if (session.verdict !== 'retired' && sent < pen.log.length) await line.say();
      return session;
    },
  };
  await line.say(opened(writer));
  return line;
}

/** What member 1 has, or another holder, drawer by drawer. */
export const where = (centre: { databaseUrl: string }, holder = ann) =>
  withDatabase(centre.databaseUrl, async (client) => {
    const { rows } = await client.query<{ drawer: string; amount: string }>(
      'SELECT drawer, sum(amount) AS amount FROM balances WHERE holder = $1 AND amount <> 0 GROUP BY drawer ORDER BY drawer',
      [holder],
    );
    return Object.fromEntries(rows.map(({ drawer, amount }) => [drawer, Number(amount)]));
  });
