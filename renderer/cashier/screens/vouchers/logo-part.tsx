import { ImageUp, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

/** What the till takes at most; larger ones are not even sent. */
const mostBytes = 500_000;

/** The shop's picture: on every voucher from the next paper on. */
export function LogoPart({ onChanged }: { onChanged(): void }) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const file = useRef<HTMLInputElement>(null);
  const [logo, setLogo] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<RefusalView>();
  const [reads, setReads] = useState(0);
  useEffect(() => {
    let wanted = true;
    till.call('vouchers.logo', {}).then(
      ({ png }) => wanted && setLogo(png),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, reads]);
  const keep = (png: string | null) =>
    void attempt(async () => {
      const answer = await till.call('vouchers.keep-logo', { png });
      setRefusal(answer.ok ? undefined : answer.refusal);
      if (!answer.ok) return;
      setReads((count) => count + 1);
      onChanged();
    });
  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    setRefusal(undefined);
    if (chosen.size > mostBytes) return setRefusal({ code: 'LOGO_TOO_LARGE', most: 2_000 });
    keep(base64Of(new Uint8Array(await chosen.arrayBuffer())));
  };
  return (
    <Panel title={say('vouchers.logo')}>
      <p className="aside">{say('vouchers.logo.hint')}</p>
      {logo && <img className="voucher-logo" src={logo} alt={say('vouchers.logo')} />}
      <input
        ref={file}
        type="file"
        accept="image/png"
        className="spoken"
        aria-label={say('vouchers.logo.choose')}
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div className="setup-actions">
        <Button isDisabled={busy} onPress={() => file.current?.click()}>
          <ImageUp aria-hidden />
          {say('vouchers.logo.choose')}
        </Button>
        {logo && (
          <Button look="quiet" isDisabled={busy} onPress={() => keep(null)}>
            <Trash2 aria-hidden />
            {say('vouchers.logo.remove')}
          </Button>
        )}
      </div>
      {refusal && <Notice tone="stop" text={refusalSentence(refusal, speech, currency)} />}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </Panel>
  );
}

/** Piece by piece: as one list of arguments a large file would be too long. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
