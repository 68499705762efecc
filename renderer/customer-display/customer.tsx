import { Check, CreditCard, Gift, Ticket } from 'lucide-react';
import type { DisplayInfo, DisplayScene } from '#shared/api/bystander.ts';
import { reasonSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Balance } from './balance.tsx';
import { ToPay } from './to-pay.tsx';
import { greeting } from './greeting.ts';
import { promise } from './promise.ts';

/** Somebody is served: a greeting, what they hold, what they can have now, and what is left to pay. */
export function Customer({ info, scene }: { info: DisplayInfo; scene: DisplayScene }) {
  const { say } = useTexts();
  const { name, newCard, holdings, due } = scene;
  return (
    <main className="display served" data-balance={holdings.length > 0}>
      <header>
        <p className="display-shop">{info.shop}</p>
        <h1>{greeting('welcome', info.tone, name, say)}</h1>
      </header>
      <Balance holdings={holdings} place={scene.place} everywhere={scene.everywhere} />
      <div className="moment" role="status">
        {newCard && (
          <p className="new-card">
            <CreditCard aria-hidden />
            {say('display.new-card')}
          </p>
        )}
        <Possible scene={scene} />
        {due && <ToPay due={due} full={scene.full} />}
      </div>
    </main>
  );
}

/** As many as can be read from where a customer stands. */
const mostLines = 3;

function Possible({ scene }: { scene: DisplayScene }) {
  const speech = useTexts();
  const { say, currency, language, money } = speech;
  const { offers, vouchers } = scene;
  const used = offers.filter((offer) => offer.used);
  const lines = [...used, ...offers.filter((offer) => !offer.used)].slice(0, mostLines);
  if (lines.length + vouchers.length === 0) return null;
  return (
    <section className="possibilities" aria-label={say('display.possible')}>
      <h2>{say('display.possible')}</h2>
      <ul className="possible">
        {vouchers.slice(0, mostLines).map((voucher, at) => (
          <li key={`voucher ${at}`} data-used>
            <Ticket aria-hidden />
            {promise(voucher, language) ?? say('display.gift')}
          </li>
        ))}
        {lines.map(({ title, used: isUsed, offMinor, pointsOf }, at) => (
          <li key={at} data-used={isUsed || undefined}>
            {isUsed ? <Check aria-hidden /> : <Gift aria-hidden />}
            <span>{reasonSentence(title, speech, currency, pointsOf)}</span>
            {offMinor > 0 && <strong>−{money(offMinor)}</strong>}
          </li>
        ))}
      </ul>
    </section>
  );
}
