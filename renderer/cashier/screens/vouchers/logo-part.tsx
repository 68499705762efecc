import { useEffect, useState } from 'react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { LogoChoice } from '../../logo/logo-choice.tsx';
import { useCounter } from '../../use-counter.ts';

/** This till's picture: on every voucher from the next paper on, unless the shop has one for all its tills. */
export function LogoPart({ onChanged }: { onChanged(): void }) {
  const say = useSay();
  const { till } = useCounter();
  const [isCovered, setCovered] = useState(false);
  useEffect(() => {
    till.call('brand.logo', {}).then(
      ({ png }) => setCovered(png !== null),
      () => {},
    );
  }, [till]);
  return (
    <Panel title={say('vouchers.logo')}>
      <p className="aside">{say('vouchers.logo.hint')}</p>
      {isCovered && <Notice tone="attention" text={say('vouchers.logo.covered')} />}
      <LogoChoice
        of="vouchers"
        title={say('vouchers.logo')}
        remove={say('vouchers.logo.remove')}
        onChanged={onChanged}
      />
    </Panel>
  );
}
