import { CreditCard, UserPlus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLive } from '../../client/live.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { Chip } from '../../ui/chip.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCounter } from '../use-counter.ts';
import { Hit } from './find-panel.tsx';
import { SentBy } from '../referral/sent-by.tsx';
import { takeFocus } from './take-focus.ts';
import './members.css';

/** A card that nobody has: three fields that may all stay empty, and one key. */
export function EnrolPanel({ tail }: { tail: string }) {
  const say = useSay();
  const { counter } = useCounter();
  const replacing = useLive(counter.members.replacing);
  return (
    <Panel title={say('member.panel')} aside={<Chip tone="attention">{say('practice.new-card')}</Chip>}>
      <p className="member-card">
        <CreditCard aria-hidden />
        {say('member.card', { tail })}
      </p>
      {replacing ? (
        <Button look="primary" onPress={() => void counter.enrol()}>
          {say('member.attach', { name: replacing.name || say('member.no-name') })}
          <KeyCap>F2</KeyCap>
        </Button>
      ) : (
        <EnrolForm />
      )}
    </Panel>
  );
}

function EnrolForm() {
  const say = useSay();
  const { counter, till } = useCounter();
  const referring = useLive(till.visit)?.referring;
  const { draft, known } = counter.members;
  const form = useRef<HTMLFormElement>(null);
  const now = useLive(draft);
  const others = useLive(known);
  useEffect(() => {
    if (now.name !== '') takeFocus(form.current);
  }, [now.name]);
  return (
    <form
      ref={form}
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        void counter.enrol();
      }}
    >
      <p className="aside">{say('member.new-card.hint')}</p>
      <TextField
        label={say('member.field.name')}
        value={now.name}
        onChange={(name) => draft.set({ ...now, name })}
      />
      <TextField
        label={say('member.contact')}
        value={now.contact}
        onChange={(contact) => draft.set({ ...now, contact })}
      />
      <Check
        label={say('member.consent.ask')}
        checked={now.agrees}
        onChange={(agrees) => draft.set({ ...now, agrees })}
      />
      <SentBy referring={referring} />
      {others.map((hit) => (
        <Button key={hit.walletId} onPress={() => void counter.attach(hit.walletId)}>
          <span className="hit">
            <Hit hit={hit} />
            <span>{say('member.same-person')}</span>
          </span>
        </Button>
      ))}
      {others.length > 0 ? (
        <Button onPress={() => void counter.enrol(true)}>{say('member.other-person')}</Button>
      ) : (
        <Button type="submit" look="primary">
          <UserPlus aria-hidden />
          {say('member.enrol')}
          <KeyCap>F2</KeyCap>
        </Button>
      )}
    </form>
  );
}
