import { Ticket } from 'lucide-react';
import type { DisplayInfo, DisplayScene } from '#shared/api/bystander.ts';
import { formatDay } from '#shared/base/language.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { Balance } from './balance.tsx';
import { greeting } from './greeting.ts';
import { promise } from './promise.ts';
import { ToPay } from './to-pay.tsx';
import '../ui/tone.css';

/** The sale is made: what is to be paid, what it brought, and thanks. */
export function Sold({ info, scene }: { info: DisplayInfo; scene: DisplayScene }) {
  const { say, language, money } = useTexts();
  const { name, holdings, earned, issued, due } = scene;
  return (
    <main className="display served" data-balance={holdings.length > 0}>
      <header>
        <p className="display-shop">{info.shop}</p>
        <h1>{greeting('thanks', info.tone, name, say)}</h1>
      </header>
      <Balance holdings={holdings} place={scene.place} everywhere={scene.everywhere} />
      <div className="moment" role="status">
        {sums(earned).map(([unit, amount]) => (
          <p key={unit} className="earned" data-tone="gain">
            {unit.startsWith('credit:')
              ? `+${money(amount)}`
              : say(`outcome.${unit.slice(0, unit.indexOf(':'))}`, { count: amount, pointsOf: unit })}
          </p>
        ))}
        {issued.length > 0 && (
          <section className="possibilities" aria-label={say('display.issued')}>
            <h2>{say('display.issued')}</h2>
            <ul className="possible">
              {[...countOf(issued.map((voucher) => promise(voucher, language) ?? say('display.gift')))].map(
                ([words, count]) => (
                  <li key={words} data-used>
                    <Ticket aria-hidden />
                    {count > 1 ? `${count} × ${words}` : words}
                  </li>
                ),
              )}
            </ul>
          </section>
        )}
        {scene.claim && <Claim claim={scene.claim} />}
        {due && <ToPay due={due} full={scene.full} />}
      </div>
    </main>
  );
}

/** What there is to claim with the receipt, and its code to take along. */
function Claim({ claim }: { claim: NonNullable<DisplayScene['claim']> }) {
  const { say, language, money } = useTexts();
  const { code, untilDay, value } = claim;
  const words = value.map(({ unit, amount }) =>
    unit.startsWith('credit:')
      ? money(amount)
      : say(`holding.${unit.slice(0, unit.indexOf(':'))}`, { count: amount, pointsOf: unit }),
  );
  const how = say('claim.display', { day: formatDay(untilDay, language) });
  return (
    <section className="join" aria-label={how}>
      <QrCode size={code.size} dark={code.dark} label={how} />
      <div>
        <h2>{words.join(', ')}</h2>
        <p>{how}</p>
      </div>
    </section>
  );
}

/** One line for each unit, however many programs gave of it. */
function sums(earned: DisplayScene['earned']): [unit: string, amount: number][] {
  const by = new Map<string, number>();
  for (const { unit, amount } of earned) by.set(unit, (by.get(unit) ?? 0) + amount);
  return [...by];
}

function countOf(words: readonly string[]): Map<string, number> {
  const by = new Map<string, number>();
  for (const one of words) by.set(one, (by.get(one) ?? 0) + 1);
  return by;
}
