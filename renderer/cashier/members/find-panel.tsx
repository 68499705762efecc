import { Search } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react-aria-components';
import type { MemberHit } from '#shared/api/members.api.ts';
import { keepAlike } from '../../client/keep-alike.ts';
import { useLive } from '../../client/live.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCounter } from '../use-counter.ts';
import { takeFocus } from './take-focus.ts';
import './members.css';

interface Found {
  /** What was asked; other answers are late. */
  text: string;
  typos: boolean;
  hits: readonly MemberHit[];
  more: boolean;
}

/** Somebody without a card: type, Enter takes the first, arrows another, Esc goes back. */
export function FindPanel({ text }: { text: string }) {
  const say = useSay();
  const { counter } = useCounter();
  const { members } = counter;
  const form = useRef<HTMLFormElement>(null);
  const { found, lookWithTypos } = useFound(text);
  useEffect(() => takeFocus(form.current), [text]);
  const isAnswer = found?.text === text;
  const nobody = isAnswer && found.hits.length === 0 && text.trim() !== '';
  const take = (hit: MemberHit | undefined): void => {
    if (hit) void counter.present(hit.walletId);
    else if (nobody && !found.typos) lookWithTypos();
  };
  return (
    <Panel title={say('member.find')} aside={<KeyCap>F3</KeyCap>}>
      <form
        ref={form}
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          take(isAnswer ? found.hits[0] : undefined);
        }}
      >
        <TextField
          label={say('member.find.hint')}
          value={text}
          onChange={(next) => members.finding.set(next)}
          onKeyDown={walk}
        />
        <ul className="hits" aria-busy={!isAnswer}>
          {found?.hits.map((hit) => (
            <Row key={hit.walletId} hit={hit} />
          ))}
        </ul>
        <p className="aside" role="status">
          {nobody ? say('member.find.none') : found?.more ? say('member.find.more') : ''}
        </p>
        {nobody && !found.typos && (
          <Button look="primary" onPress={lookWithTypos}>
            <Search aria-hidden />
            {say('member.find.typos')}
            <KeyCap>{say('key.enter')}</KeyCap>
          </Button>
        )}
      </form>
    </Panel>
  );
}

/** One of those who were found. Whoever stays among them from one letter to the next is not drawn again. */
const Row = memo(({ hit }: { hit: MemberHit }) => {
  const { counter } = useCounter();
  return (
    <li>
      <Button onPress={() => void counter.present(hit.walletId)} onKeyDown={walk}>
        <Hit hit={hit} />
      </Button>
    </li>
  );
});

/** Enough to tell two of one name apart. */
export function Hit({ hit: { name, phone, email, tails } }: { hit: MemberHit }) {
  const say = useSay();
  return (
    <span className="hit">
      <strong>{name ?? say('member.no-name')}</strong>
      <span>
        {[phone, email, ...tails.map((tail) => say('member.card', { tail }))].filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}

/** Asks as often as something else is typed; only the answer to what stands there now is shown. */
export function useFound(text: string): { found: Found | undefined; lookWithTypos(): void } {
  const { till } = useCounter();
  const state = useLive(till.state);
  const [found, show] = useState<Found>();
  const latest = useRef(text);
  const ask = (typos: boolean): void => {
    const asked = text;
    till.call('members.find', { text: asked, typos }).then(
      ({ found: hits, more }) => {
        if (latest.current === asked)
          show((before) => ({ text: asked, typos, hits: sameRows(before?.hits, hits), more }));
      },
      // Away: asked again when the connection is back.
      () => {},
    );
  };
  useEffect(() => {
    latest.current = text;
    if (state === 'open') ask(false);
    // oxlint-disable-next-line react/exhaustive-deps -- asked anew for another text or another connection, and for nothing else
  }, [text, state]);
  return { found, lookWithTypos: () => ask(true) };
}

/** Those found now, each as it stood there before if it says the same. */
function sameRows(before: readonly MemberHit[] = [], now: readonly MemberHit[]): readonly MemberHit[] {
  const known = new Map(before.map((hit) => [hit.walletId, hit]));
  return now.map((hit) => keepAlike(known.get(hit.walletId), hit));
}

/** Arrows walk from the field through the list and back; other keys mean what they always mean. */
function walk(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return event.continuePropagation();
  const stop: Element = event.currentTarget;
  const form = stop.closest('form');
  const stops = [...(form?.querySelectorAll<HTMLElement>('input, .hits button') ?? [])];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  event.preventDefault();
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus();
}
