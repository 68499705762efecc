import { Palette } from 'lucide-react';
import { useState } from 'react';
import { Brand } from '#shared/settings/brand.ts';
import { useLive } from '../../../client/live.ts';
import { languageTags } from '../../../texts/say.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { LogoChoice } from '../../logo/logo-choice.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import type { Screen } from '../../screen.ts';
import { HueField } from './hue-field.tsx';
import { PaperPart } from './paper-part.tsx';
import './brand.css';

/** How the shop looks and speaks: its hue, made readable, what it calls points, its logo, and what stands on every paper. */
function BrandScreen() {
  const say = useSay();
  const kept = useLive(useCounter().till.brand);
  const [looks, setLooks] = useState(0);
  // Written anew whenever it was kept, here or on another screen of this till.
  return (
    kept && (
      <>
        <p className="aside">{say('brand.scope')}</p>
        <BrandForm key={JSON.stringify(kept)} kept={Brand.parse(kept)} />
        <OwnLogo onChanged={() => setLooks((count) => count + 1)} />
        <PaperPart looks={looks} />
      </>
    )
  );
}

/** The shop's own logo, at every till of it and on each paper. */
function OwnLogo({ onChanged }: { onChanged(): void }) {
  const say = useSay();
  return (
    <div className="brand-form">
      <fieldset>
        <legend>{say('brand.logo')}</legend>
        <p className="aside">{say('brand.logo.hint')}</p>
        <LogoChoice
          of="brand"
          title={say('brand.logo')}
          remove={say('brand.logo.remove')}
          onChanged={onChanged}
        />
      </fieldset>
    </div>
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
