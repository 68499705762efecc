import { Palette } from 'lucide-react';
import { useState } from 'react';
import { Brand } from '#shared/settings/brand.ts';
import { useLive } from '../../../client/live.ts';
import { languageTags } from '../../../texts/say.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import type { Screen } from '../../screen.ts';
import { HueField } from './hue-field.tsx';
import { PaperPart } from './paper-part.tsx';
import './brand.css';

/** How the shop looks and speaks on its screens: its hue, made readable, and what it calls points. */
function BrandScreen() {
  const say = useSay();
  const kept = useLive(useCounter().till.brand);
  // Written anew whenever it was kept, here or on another screen of this till.
  return (
    kept && (
      <>
        <p className="aside">{say('brand.scope')}</p>
        <BrandForm key={JSON.stringify(kept)} kept={Brand.parse(kept)} />
        <PaperPart />
      </>
    )
  );
}

function BrandForm({ kept }: { kept: Brand }) {
  const say = useSay();
  const { till } = useCounter();
  const [accent, setAccent] = useState(kept.accent ?? '');
  const [names, setNames] = useState(() => typedOf(kept));
  const { attempt, busy, failed } = useAttempt();
  const wanted = Brand.safeParse({ accent: accent === '' ? null : accent, points: namesOf(names) });
  const isNew = JSON.stringify(wanted.data) !== JSON.stringify(kept);
  return (
    <form
      className="brand-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted.success) void attempt(() => till.call('brand.keep', wanted.data));
      }}
    >
      <HueField accent={accent} onChange={setAccent} />
      <fieldset className="brand-names">
        <legend>{say('brand.points')}</legend>
        <p className="aside">{say('brand.points.hint')}</p>
        {languageTags.map((tag) => (
          <div key={tag} className="brand-name">
            <TextField
              label={say('brand.points.one', { language: say(`app.language.${tag}`) })}
              value={names[tag].one}
              maxLength={24}
              onChange={(one) => setNames({ ...names, [tag]: { ...names[tag], one } })}
            />
            <TextField
              label={say('brand.points.many', { language: say(`app.language.${tag}`) })}
              value={names[tag].many}
              maxLength={24}
              onChange={(many) => setNames({ ...names, [tag]: { ...names[tag], many } })}
            />
          </div>
        ))}
      </fieldset>
      <p className="aside">{say('brand.logo.where')}</p>
      {!wanted.success && <Notice tone="attention" text={say('brand.not-yet')} />}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {!isNew && <p role="status">{say('brand.kept')}</p>}
      <Button type="submit" look="primary" isDisabled={busy || !wanted.success || !isNew}>
        {say('brand.keep')}
      </Button>
    </form>
  );
}

type Names = Record<(typeof languageTags)[number], { one: string; many: string }>;

const typedOf = ({ points }: Brand): Names => {
  const nothing = { one: '', many: '' };
  return { en: points.en ?? nothing, it: points.it ?? nothing, hu: points.hu ?? nothing };
};

/** A language in which both fields are empty calls them points. */
const namesOf = (names: Names): Record<string, { one: string; many: string }> =>
  Object.fromEntries(Object.entries(names).filter(([, { one, many }]) => one.trim() || many.trim()));

export const brand: Screen = {
  name: 'brand',
  place: 'manage',
  title: 'brand.title',
  about: 'brand.about',
  icon: Palette,
  isOffered: () => true,
  Body: BrandScreen,
};
