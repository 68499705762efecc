import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { errorCodeOf } from '#shared/api/channel.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { ProgramsView, SetupSchema } from '#shared/api/programs.api.ts';
import type { VoucherTemplate } from '#shared/api/vouchers.api.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { createCommandIds } from '../../counter/command-ids.ts';
import { Problem } from '../../setup-form/problem.tsx';
import { SetupFields } from '../../setup-form/setup-field.tsx';
import { useCounter } from '../../use-counter.ts';
import { LivePaper } from './live-paper.tsx';
import { countOf, draftOf, emptyForm, orderOf, programIdFor, type OrderForm } from './order-form.ts';
import { TemplateBar } from './template-bar.tsx';

/** Orders vouchers: what they are worth, how many, and beside it the paper as it will come out. */
export function OrderPart({ looks, onOrdered }: { looks: number; onOrdered(): void }) {
  const { say, currency } = useTexts();
  const { till } = useCounter();
  const [programs, setPrograms] = useState<ProgramsView>();
  const [form, setForm] = useState(() => emptyForm({}));
  const [commands] = useState(() => createCommandIds(() => crypto.randomUUID()));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<RefusalView>();
  const [said, setSaid] = useState('');
  const change = (more: Partial<OrderForm>) => {
    setForm((now) => ({ ...now, ...more }));
    setSaid('');
    setRefusal(undefined);
  };
  const [reads, setReads] = useState(0);
  useEffect(() => {
    let wanted = true;
    till.call('programs.list', {}).then(
      (view) => {
        if (!wanted) return;
        setPrograms(view);
        const example = view.kinds.find(({ type }) => type === 'coupons')?.example ?? '{}';
        setForm((now) =>
          Object.keys(now.setup).length > 0 ? now : { ...now, setup: JSON.parse(example) as never },
        );
      },
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, reads]);
  const count = countOf(form);
  const draft = draftOf(form, currency);

  /** A new coupon is a program first, so that every till knows it before the first paper is in anybody's hand. */
  const saved = async (): Promise<OrderForm | undefined> => {
    if (form.kind !== 'draft') return form;
    const taken = new Set(programs?.programs.map(({ programId }) => programId));
    const programId = programIdFor(nameIn(form.setup), taken);
    const setup = JSON.stringify(form.setup);
    const answer = await till.call('programs.save', {
      programId,
      type: 'coupons',
      revision: 0,
      setup,
      ended: false,
    });
    if (!answer.ok) {
      setRefusal(answer.refusal);
      return undefined;
    }
    const now: OrderForm = { ...form, kind: 'coupon', programId };
    setForm(now);
    setReads((times) => times + 1);
    return now;
  };
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await what();
    } catch (thrown) {
      setRefusal({ code: errorCodeOf(thrown), failed: 1 });
    } finally {
      setBusy(false);
    }
  };
  const print = () =>
    attempt(async () => {
      const known = await saved();
      const order = known && orderOf(known, currency);
      if (!order || count === undefined) return;
      const answer = await commands.send({ count, order }, ({ commandId: batchId, ...wanted }) =>
        till.call('vouchers.print', { batchId, ...wanted }),
      );
      if (!answer.ok) return setRefusal(answer.refusal);
      setSaid(say('vouchers.ordered', { count }));
      onOrdered();
    });
  const template = async (): Promise<Omit<VoucherTemplate, 'name'> | undefined> => {
    let kept: Omit<VoucherTemplate, 'name'> | undefined;
    await attempt(async () => {
      const known = await saved();
      const order = known && orderOf(known, currency);
      if (order && count !== undefined) kept = { order, count };
    });
    return kept;
  };

  return (
    <Panel title={say('vouchers.new')}>
      <div className="voucher-order">
        <form
          className="setup-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy && draft && count !== undefined) void print();
          }}
        >
          <TemplateBar form={form} onUse={setForm} read={template} />
          <Worth form={form} programs={programs} change={change} />
          <div className="voucher-pair">
            <TextField
              label={say('vouchers.from')}
              type="date"
              value={form.fromDay}
              onChange={(fromDay) => change({ fromDay })}
            />
            <TextField
              label={say('vouchers.until')}
              type="date"
              value={form.untilDay}
              onChange={(untilDay) => change({ untilDay })}
            />
          </div>
          <TextField
            label={say('vouchers.heading')}
            maxLength={60}
            value={form.heading}
            onChange={(heading) => change({ heading })}
          />
          <TextField
            label={say('vouchers.small-print')}
            maxLength={200}
            value={form.smallPrint}
            onChange={(smallPrint) => change({ smallPrint })}
          />
          <TextField
            label={say('vouchers.count')}
            inputMode="numeric"
            value={form.countText}
            isInvalid={count === undefined}
            onChange={(countText) => change({ countText })}
          />
          {refusal && <Problem refusal={refusal} />}
          {said && <p role="status">{said}</p>}
          <Button type="submit" look="primary" isDisabled={busy || !draft || count === undefined}>
            <Printer aria-hidden />
            {say('vouchers.print', { count: count ?? 0 })}
          </Button>
        </form>
        <LivePaper draft={draft} looks={looks} />
      </div>
    </Panel>
  );
}

const nameIn = ({ name }: Record<string, unknown>): string => (typeof name === 'string' ? name : '');

/** What each is worth: money, a coupon that there is, or one that is made here. */
function Worth({
  form,
  programs,
  change,
}: {
  form: OrderForm;
  programs: ProgramsView | undefined;
  change(more: Partial<OrderForm>): void;
}) {
  const { say, currency } = useTexts();
  const coupons = programs?.programs.filter(({ type, ended }) => type === 'coupons' && !ended) ?? [];
  const kind = programs?.kinds.find(({ type }) => type === 'coupons');
  const options = [
    ['money', say('vouchers.money')],
    ...(coupons.length > 0 ? [['coupon', say('vouchers.coupon')] as const] : []),
    ['draft', say('vouchers.new-coupon')],
  ] as const;
  return (
    <>
      <Choice
        label={say('vouchers.worth')}
        value={form.kind}
        options={options}
        onChange={(chosen) =>
          change({ kind: chosen, programId: form.programId || (coupons[0]?.programId ?? '') })
        }
      />
      {form.kind === 'money' && (
        <TextField
          label={`${say('vouchers.amount')}, ${currency}`}
          inputMode="decimal"
          value={form.amountText}
          onChange={(amountText) => change({ amountText })}
        />
      )}
      {form.kind === 'coupon' && (
        <ul className="coupon-choice" aria-label={say('vouchers.which-coupon')}>
          {coupons.map(({ programId, setup }) => (
            <li key={programId}>
              <Button aria-pressed={programId === form.programId} onPress={() => change({ programId })}>
                {(JSON.parse(setup) as { name: string }).name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {form.kind === 'draft' && kind && (
        <SetupFields
          schema={JSON.parse(kind.schema) as SetupSchema}
          value={form.setup}
          onChange={(setup) => change({ setup })}
        />
      )}
    </>
  );
}
