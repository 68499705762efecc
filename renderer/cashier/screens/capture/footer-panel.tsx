import { useState } from 'react';
import type { FooterFault, SampleView } from '#shared/api/capture.api.ts';
import type { FooterChoice } from '#shared/settings/receipt-footer.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Check } from '../../../ui/check.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { ChooseModel } from './choose-model.tsx';

/** What goes below a register's own receipt, and a sample to look at. Nothing until somebody chose it. */
export function FooterPanel({ register, footer }: { register: string; footer: FooterChoice }) {
  const say = useSay();
  const { till } = useCounter();
  const claims = useLive(till.visit)?.claimOffer !== undefined;
  const { attempt, busy, failed } = useAttempt();
  const [fault, setFault] = useState<FooterFault['code']>();
  const [sample, setSample] = useState<SampleView['outcome']>();
  const [hold, setHold] = useState(`${footer.holdMs}`);
  const choose = (change: Partial<FooterChoice>) =>
    void attempt(async () => {
      setSample(undefined);
      const choice = { ...footer, ...change };
      const answer = await till.call('capture.set-footer', { register, choice });
      setFault(answer.ok ? undefined : answer.refusal.code);
    });
  const print = () =>
    void attempt(async () => {
      setSample(undefined);
      setSample((await till.call('capture.sample', { register })).outcome);
    });
  return (
    <section className="capture-footer" aria-label={say('capture.footer', { register })}>
      <h3>{say('capture.footer', { register })}</h3>
      <p className="aside">{say('capture.footer.about')}</p>
      <Check
        label={say('capture.footer.confirms')}
        checked={footer.confirms}
        onChange={(confirms) => choose({ confirms })}
      />
      {footer.confirms && (
        <Check
          label={say('capture.footer.place')}
          checked={footer.place}
          onChange={(place) => choose({ place })}
        />
      )}
      <Check
        label={say('capture.footer.claims')}
        checked={footer.claims}
        onChange={(wanted) => choose({ claims: wanted })}
      />
      {footer.claims && !claims && <p className="aside">{say('capture.footer.no-claims')}</p>}
      <TextField
        label={say('capture.footer.hold')}
        value={hold}
        inputMode="numeric"
        maxLength={4}
        onChange={setHold}
        onBlur={() => {
          const holdMs = Math.min(2_000, Number(hold.replaceAll(/\D/g, '') || 0));
          setHold(`${holdMs}`);
          if (holdMs !== footer.holdMs) choose({ holdMs });
        }}
      />
      <ChooseModel model={footer.model} onChosen={(model) => choose({ model })} />
      <p className="aside">{say('capture.footer.later')}</p>
      <Button isDisabled={busy} onPress={print}>
        {say('capture.sample')}
      </Button>
      {sample && (
        <Notice tone={sample === 'appended' ? 'gain' : 'attention'} text={say(`capture.sample.${sample}`)} />
      )}
      {fault && <Notice tone="stop" text={say(`capture.fault.${fault}`)} />}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </section>
  );
}
