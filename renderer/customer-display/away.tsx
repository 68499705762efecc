import type { ConnectionState } from '../client/connection.ts';
import { useSay } from '../texts/use-texts.tsx';

/** While there is no till to listen to: customers are told to wait, and the shop's people how to open it again. */
export function Away({ state, shop }: { state: ConnectionState; shop: string | undefined }) {
  const say = useSay();
  return (
    <main className="display">
      <div className="away" role="status">
        {shop && <p className="display-shop">{shop}</p>}
        <h1>{say(state === 'locked' ? 'display.closed' : 'display.away')}</h1>
        {state === 'locked' && <p className="aside">{say('display.closed.why')}</p>}
      </div>
    </main>
  );
}
