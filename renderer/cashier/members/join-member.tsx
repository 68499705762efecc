import { useState } from 'react';
import type { MemberHit, MemberSheet } from '#shared/api/members.api.ts';
import { errorCodeOf } from '#shared/api/channel.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCounter } from '../use-counter.ts';
import { Hit, useFound } from './find-panel.tsx';

/** The till's word for who asks: where people sign in, their account stands in its place. */
const by = 'till';

/** Who is the same person: joined by looking for them, told first what it comes to, and parted again with one press. */
export function JoinMember({ sheet, onChanged }: { sheet: MemberSheet; onChanged(): void }) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const [asking, ask] = useState(false);
  const [other, choose] = useState<MemberHit>();
  const [failed, fail] = useState<string>();
  const { walletId, joined } = sheet;
  const carryOut = async (
    how: 'manager.merge' | 'manager.undo-merge',
    pair: { from: string; into: string },
  ) => {
    try {
      const answer = await till.call(how, { ...pair, by });
      fail(answer.ok ? undefined : refusalSentence(answer.refusal, speech, currency));
      if (!answer.ok) return;
      ask(false);
      choose(undefined);
      onChanged();
    } catch (thrown) {
      fail(say(`error.${errorCodeOf(thrown)}`));
    }
  };
  return (
    <fieldset>
      {joined.length > 0 && <legend>{say('member.join.list')}</legend>}
      {joined.map(({ into, member }) => (
        <div key={`${member.walletId} ${into}`} className="card-row">
          <Hit hit={member} />
          <Button
            look="quiet"
            onPress={() => void carryOut('manager.undo-merge', { from: member.walletId, into })}
          >
            {say('member.join.undo')}
          </Button>
        </div>
      ))}
      {failed && <Notice tone="stop" text={failed} />}
      {other && (
        <>
          <Hit hit={other} />
          <Notice tone="attention" text={say('member.join.what')} />
          <Button
            look="primary"
            onPress={() => void carryOut('manager.merge', { from: other.walletId, into: walletId })}
          >
            {say('member.join.sure')}
          </Button>
        </>
      )}
      {asking && !other && <FindOther self={walletId} onFound={choose} />}
      <Button
        look="quiet"
        onPress={() => {
          choose(undefined);
          ask(!asking);
        }}
      >
        {say(asking ? 'app.close' : 'member.join')}
      </Button>
    </fieldset>
  );
}

/** Looks for somebody else by name, number or the end of a card. */
function FindOther({ self, onFound }: { self: string; onFound(hit: MemberHit): void }) {
  const { say } = useTexts();
  const [text, type] = useState('');
  const { found } = useFound(text);
  const hits = text.trim() === '' ? [] : (found?.hits.filter(({ walletId }) => walletId !== self) ?? []);
  return (
    <>
      <TextField label={say('member.find.hint')} value={text} onChange={type} />
      <ul className="hits">
        {hits.map((hit) => (
          <li key={hit.walletId}>
            <Button onPress={() => onFound(hit)}>
              <Hit hit={hit} />
            </Button>
          </li>
        ))}
      </ul>
      {found?.text === text && text.trim() !== '' && hits.length === 0 && (
        <p className="aside" role="status">
          {say('member.find.none')}
        </p>
      )}
    </>
  );
}
