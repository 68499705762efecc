import { IdCard } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useCounter } from '../../use-counter.ts';

/** A badge to be read by any scanner: while it waits, nothing scanned reaches the counter. `value` is empty until one was read. */
export function BadgeField({
  value,
  has = false,
  onChange,
}: {
  value: string;
  /** Whether there is one already. */
  has?: boolean;
  onChange(badge: string): void;
}) {
  const say = useSay();
  const { till } = useCounter();
  const [waiting, wait] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const { tried } = till.devices;
    return tried.subscribe(() => {
      const [latest] = tried.get();
      if (!latest) return;
      wait(false);
      onChange(latest.text);
      // Away: a trial ends by itself.
      till.call('devices.try', { on: false }).catch(() => {});
    });
  }, [waiting, till, onChange]);
  const scan = (): void => {
    wait(true);
    till.call('devices.try', { on: true }).catch(() => wait(false));
  };
  if (value !== '') return <Notice tone="gain" text={say('people.badge.read')} />;
  return (
    <>
      {!waiting && !has && <p className="aside">{say('people.badge.none')}</p>}
      {!waiting ? (
        <Button onPress={scan}>
          <IdCard aria-hidden />
          {say('people.badge.scan')}
        </Button>
      ) : (
        <Notice tone="attention" text={say('people.badge.waits')} />
      )}
    </>
  );
}
