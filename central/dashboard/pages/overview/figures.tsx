import { addDays } from '#shared/base/business-time.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import type { Overview } from '#shared/sync/overview.ts';
import { useSpeech } from '../../texts.ts';
import { bareAmount, number, partsOf, shortDay } from '../../wording.ts';
import { memberName } from './best-members.tsx';

declare module 'react' {
  interface CSSProperties {
    '--characters'?: number;
  }
}

/** The four numbers an owner asks for first. */
export function Figures({ overview }: { overview: Overview }) {
  return (
    <div className="figures">
      <SalesFigure overview={overview} />
      <PointsFigure overview={overview} />
      <VouchersFigure overview={overview} />
      <MembersFigure overview={overview} />
    </div>
  );
}

function Figure({ title, value, notes }: { title: string; value: string; notes: readonly string[] }) {
  return (
    <section className="figure" aria-label={title}>
      <h2>{title}</h2>
      {/* Long amounts are set smaller instead of being cut. */}
      <p className="value" style={{ '--characters': value.length }}>
        {value}
      </p>
      {notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
    </section>
  );
}

function SalesFigure({ overview: { days } }: { overview: Overview }) {
  const { say, language } = useSpeech();
  const day = days[0]?.day;
  if (day === undefined) return <Figure title={say('dashboard.sales.none')} value="0" notes={[]} />;
  const [main, ...others] = days.filter((line) => line.day === day).sort((a, b) => b.sales - a.sales);
  const before = days.find((line) => line.day === addDays(day, -1) && line.currency === main?.currency);
  const money = (line: { totalMinor: number; currency: string }) =>
    formatMoney({ minor: line.totalMinor, currency: line.currency }, language);
  return (
    <Figure
      title={say('dashboard.sales.title', { day: shortDay(day, language) })}
      value={main ? money(main) : '0'}
      notes={[
        ...others.map((line) => say('dashboard.sales.also', { amount: money(line) })),
        say('dashboard.sales.count', { count: main?.sales ?? 0 }),
        ...(before
          ? [say('dashboard.sales.before', { amount: money(before), day: shortDay(before.day, language) })]
          : []),
      ]}
    />
  );
}

function PointsFigure({ overview: { units } }: { overview: Overview }) {
  const { say, language } = useSpeech();
  const points = units.filter(({ unit }) => partsOf(unit).kind === 'points');
  const sum = (of: 'issued' | 'redeemed' | 'outstanding') =>
    points.reduce((total, line) => total + line[of], 0);
  return (
    <Figure
      title={say('dashboard.points.title')}
      value={number(sum('outstanding'), language)}
      notes={[
        say('dashboard.points.flow', {
          issued: number(sum('issued'), language),
          redeemed: number(sum('redeemed'), language),
        }),
      ]}
    />
  );
}

function VouchersFigure({ overview: { units, vouchers } }: { overview: Overview }) {
  const speech = useSpeech();
  const money = units.filter(({ unit }) => partsOf(unit).kind === 'credit');
  const sum = (of: 'issued' | 'redeemed') => vouchers.reduce((total, line) => total + line[of], 0);
  const open = number(sum('issued') - sum('redeemed'), speech.language);
  const value = money.map(({ unit, outstanding }) => bareAmount(unit, outstanding, speech)).join(' + ');
  return (
    <Figure
      title={speech.say('dashboard.vouchers.title')}
      value={value || open}
      notes={[
        speech.say('dashboard.vouchers.flow', {
          issued: number(sum('issued'), speech.language),
          redeemed: number(sum('redeemed'), speech.language),
        }),
      ]}
    />
  );
}

function MembersFigure({ overview: { members } }: { overview: Overview }) {
  const { say, language } = useSpeech();
  const [best] = members.top;
  const visits = best && say('dashboard.members.visits', { count: best.visits });
  return (
    <Figure
      title={say('dashboard.members.title')}
      value={number(members.count, language)}
      notes={[
        best && visits
          ? say('dashboard.members.top', { card: memberName(best, say), visits })
          : say('dashboard.members.none'),
      ]}
    />
  );
}
