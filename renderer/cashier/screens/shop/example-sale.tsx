import type { ExampleView } from '#shared/api/shop.api.ts';
import { offerSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';

/** A sale under the draft, line by line: what is taken off, what is left to pay, and what of it earns. */
export function ExampleSale({ sale }: { sale: ExampleView }) {
  const texts = useTexts();
  const { say, money, currency } = texts;
  return (
    <section className="example" aria-label={say('shop.example')}>
      <h3>{say('shop.example')}</h3>
      <ul>
        {sale.offers.map(({ offerId, offMinor, because }) => (
          <li key={offerId}>
            <span>{say(`shop.example.${offerId}`)}</span>
            <span className={because ? 'aside' : ''}>
              {because ? offerSentence(because, texts, currency) : money(-offMinor)}
            </span>
          </li>
        ))}
      </ul>
      <table>
        <thead>
          <tr>
            {['line', 'price', 'off', 'value', 'tax', 'earns'].map((column) => (
              <th key={column} scope="col">
                {say(`shop.example.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sale.lines.map((line) => (
            <tr key={line.lineId}>
              <th scope="row">
                {say(`shop.example.${line.lineId}`)}
                {line.because && <span className="aside">{say(`shop.why.${line.because}`)}</span>}
              </th>
              {[line.totalMinor, -line.discountMinor, -line.paidWithValueMinor, -line.taxMinor].map(
                (minor, column) => (
                  <td key={column}>{minor === 0 ? '–' : money(minor)}</td>
                ),
              )}
              <td>
                <strong>{money(line.countedMinor)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {say('shop.example.sum', {
          total: money(sale.totalMinor),
          due: money(sale.dueMinor - sale.paidWithValueMinor),
          base: money(sale.baseMinor),
        })}
      </p>
    </section>
  );
}
