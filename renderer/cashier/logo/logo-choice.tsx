import { ImageUp, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useLive } from '../../client/live.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import './logo-choice.css';

/** What the till takes at most; larger ones are not even sent. */
const mostBytes = 500_000;

/**
 * A logo, the till's or the shop's, by the calls that know it: shown, exchanged, taken away, and brought back as long as the screen
 * stands open. A file that makes none changes nothing, and says why.
 */
export function LogoChoice({
  of,
  title,
  remove,
  onChanged,
}: {
  of: 'vouchers' | 'brand';
  /** What the picture is called for whoever does not see it. */
  title: string;
  /** What taking it away is called. */
  remove: string;
  onChanged?(): void;
}) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const state = useLive(till.state);
  const { attempt, busy, failed } = useAttempt();
  const file = useRef<HTMLInputElement>(null);
  const [logo, setLogo] = useState<string | null>(null);
  const [gone, setGone] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<RefusalView>();
  const [reads, setReads] = useState(0);
  useEffect(() => {
    let wanted = true;
    till.call(`${of}.logo`, {}).then(
      ({ png }) => wanted && setLogo(png),
      // Away: read again when the line is back.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, state, of, reads]);
  const keep = (png: string | null) =>
    void attempt(async () => {
      const answer = await till.call(`${of}.keep-logo`, { png });
      setRefusal(answer.ok ? undefined : answer.refusal);
      if (!answer.ok) return;
      setGone(png === null ? logo : null);
      setReads((count) => count + 1);
      onChanged?.();
    });
  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    setRefusal(undefined);
    if (chosen.size > mostBytes) return setRefusal({ code: 'LOGO_TOO_LARGE', most: 2_000 });
    keep(base64Of(new Uint8Array(await chosen.arrayBuffer())));
  };
  return (
    <>
      {logo && <img className="kept-logo" src={logo} alt={title} />}
      <input
        ref={file}
        type="file"
        accept="image/png"
        className="spoken"
        aria-label={`${title}: ${say('logo.choose')}`}
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {gone && <p role="status">{say('logo.gone')}</p>}
      <div className="setup-actions">
        {gone && (
          <Button isDisabled={busy} onPress={() => keep(gone.slice(gone.indexOf(',') + 1))}>
            <Undo2 aria-hidden />
            {say('logo.put-back')}
          </Button>
        )}
        <Button isDisabled={busy} onPress={() => file.current?.click()}>
          <ImageUp aria-hidden />
          {say('logo.choose')}
        </Button>
        {logo && (
          <Button look="quiet" isDisabled={busy} onPress={() => keep(null)}>
            <Trash2 aria-hidden />
            {remove}
          </Button>
        )}
      </div>
      {refusal && <Notice tone="stop" text={refusalSentence(refusal, speech, currency)} />}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </>
  );
}

/** Piece by piece: as one list of arguments a large file would be too long. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
