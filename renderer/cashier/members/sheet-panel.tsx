import { useCallback, useEffect, useState } from 'react';
import type { MemberHit, MemberSheet } from '#shared/api/members.api.ts';
import { errorCodeOf } from '#shared/api/channel.ts';
import { formatWhen, refusalSentence, tillWords } from '#shared/api/sentences.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import { locales, type LanguageTag } from '#shared/base/language.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCounter } from '../use-counter.ts';
import { Hit } from './find-panel.tsx';
import { ErasePerson } from './erase-person.tsx';
import { ExportMember } from './export-member.tsx';
import { AdjustValue } from './adjust-value.tsx';
import { JoinMember } from './join-member.tsx';
import { OwnedCards } from './owned-cards.tsx';
import './members.css';

/** What a till says no with, and who may be meant. */
interface Refused {
  refusal: RefusalView;
  known: readonly MemberHit[];
}

/** Everything that is known of a member: to be changed, given out, or forgotten. */
export function SheetPanel({ walletId, onClose }: { walletId: string; onClose(): void }) {
  const { say } = useTexts();
  const { till } = useCounter();
  const [sheet, show] = useState<MemberSheet | null>();
  const read = useCallback(() => {
    till.call('members.sheet', { walletId }).then(show, () => {});
  }, [till, walletId]);
  useEffect(read, [read]);
  return (
    <Panel
      title={say('member.panel')}
      aside={
        <Button look="quiet" onPress={onClose}>
          {say('app.close')}
        </Button>
      }
    >
      {sheet && (
        <div className="member-sheet">
          <SheetForm sheet={sheet} onSaved={onClose} />
          <OwnedCards sheet={sheet} onChanged={read} />
          <JoinMember sheet={sheet} onChanged={read} />
          <AdjustValue walletId={walletId} />
          <ExportMember walletId={walletId} />
          <ErasePerson walletId={walletId} onErased={onClose} />
        </div>
      )}
    </Panel>
  );
}

const languages = Object.keys(locales) as LanguageTag[];
const textFields = ['name', 'phone', 'email', 'birthday', 'nickname', 'note'] as const;

function SheetForm({ sheet, onSaved }: { sheet: MemberSheet; onSaved(): void }) {
  const speech = useTexts();
  const { say, currency, language } = speech;
  const { till } = useCounter();
  const [now, change] = useState(sheet);
  const [refused, refuse] = useState<Refused>();
  const [failed, fail] = useState<string>();
  const consents = now.consents
    .filter(({ field, given }) => sheet.consents.find((one) => one.field === field)?.given !== given)
    .map(({ field, given }) => [field, given] as const);
  const save = async (anyway: boolean): Promise<void> => {
    const said = textFields.filter((field) => now[field] !== sheet[field]);
    const person = {
      ...Object.fromEntries(said.map((field) => [field, now[field]])),
      ...(now.language === sheet.language ? {} : { language: now.language }),
      ...(consents.length > 0 ? { consents: Object.fromEntries(consents) } : {}),
    };
    try {
      const answer = await till.call('members.change', { walletId: sheet.walletId, person, anyway });
      fail(undefined);
      refuse(answer.ok ? undefined : answer);
      if (answer.ok) onSaved();
    } catch (thrown) {
      fail(errorCodeOf(thrown));
    }
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save(false);
      }}
    >
      {textFields.map((field) => (
        <TextField
          key={field}
          label={say(`member.field.${field}`)}
          value={now[field]}
          onChange={(text) => change({ ...now, [field]: text })}
        />
      ))}
      <fieldset>
        <legend>{say('member.field.language')}</legend>
        <Choice
          label={say('member.field.language')}
          value={now.language ?? ''}
          options={languages.map((tag) => [tag, say(`app.language.${tag}`)] as const)}
          onChange={(tag: LanguageTag | '') => change({ ...now, language: tag === '' ? null : tag })}
        />
      </fieldset>
      <fieldset>
        <legend>{say('member.consent')}</legend>
        {now.consents.map(({ field, given, atMs, tillName }) => (
          <div key={field}>
            <Check
              label={say(`member.consent.${field}`)}
              checked={given}
              onChange={(next) =>
                change({
                  ...now,
                  consents: now.consents.map((one) => (one.field === field ? { ...one, given: next } : one)),
                })
              }
            />
            {atMs !== null && (
              <p className="aside">
                {say('member.consent.said', {
                  when: formatWhen(atMs, language),
                  till: tillWords(tillName, say),
                })}
              </p>
            )}
          </div>
        ))}
      </fieldset>
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {refused && <Notice tone="stop" text={refusalSentence(refused.refusal, speech, currency)} />}
      {refused?.known.map((hit) => (
        <Hit key={hit.walletId} hit={hit} />
      ))}
      {refused && refused.known.length > 0 ? (
        <Button onPress={() => void save(true)}>{say('member.other-person')}</Button>
      ) : (
        <Button type="submit" look="primary">
          {say('member.save')}
        </Button>
      )}
    </form>
  );
}
