import { Bookmark, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { VoucherTemplate } from '#shared/api/vouchers.api.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { formOf, type OrderForm } from './order-form.ts';

/** How vouchers were ordered before, each under its name: one press brings it back; and a way to keep this one. */
export function TemplateBar({
  form,
  onUse,
  read,
}: {
  form: OrderForm;
  onUse(form: OrderForm): void;
  /** The order as it stands, its coupon saved; undefined when it is none yet. */
  read(): Promise<Omit<VoucherTemplate, 'name'> | undefined>;
}) {
  const { say, currency } = useTexts();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [templates, setTemplates] = useState<readonly VoucherTemplate[]>([]);
  const [name, setName] = useState('');
  useEffect(() => {
    let wanted = true;
    till.call('vouchers.templates', {}).then(
      (kept) => wanted && setTemplates(kept),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till]);
  const keep = () =>
    void attempt(async () => {
      const order = await read();
      if (!order) return;
      setTemplates(await till.call('vouchers.keep-template', { name: name.trim(), ...order }));
      setName('');
    });
  const forget = (gone: string) =>
    void attempt(async () => setTemplates(await till.call('vouchers.forget-template', { name: gone })));
  return (
    <details className="setup-more">
      <summary>{say('vouchers.templates', { count: templates.length })}</summary>
      <ul className="template-list">
        {templates.map((template) => (
          <li key={template.name}>
            <Button onPress={() => onUse(formOf(template, form, currency))}>{template.name}</Button>
            <Button
              look="quiet"
              aria-label={say('vouchers.forget-template', { name: template.name })}
              onPress={() => forget(template.name)}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <div className="voucher-pair">
        <TextField label={say('vouchers.template-name')} maxLength={40} value={name} onChange={setName} />
        <Button isDisabled={busy || name.trim() === ''} onPress={keep}>
          <Bookmark aria-hidden />
          {say('vouchers.keep-template')}
        </Button>
      </div>
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </details>
  );
}
