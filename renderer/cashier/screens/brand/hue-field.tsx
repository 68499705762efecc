import { Brand } from '#shared/settings/brand.ts';
import { brandHues, type Hue } from '#shared/settings/brand-hues.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';

/** Colours that shops often have, for whoever knows no numbers of colours. */
const offered = ['#0b545b', '#7a1f3d', '#1d4ed8', '#166534', '#9a3412', '#6d28d9'] as const;

/** The shop's one hue: typed or picked, and shown as it will be on light and on dark. */
export function HueField({ accent, onChange }: { accent: string; onChange(accent: string): void }) {
  const say = useSay();
  const valid = Brand.shape.accent.safeParse(accent).success && accent !== '';
  const hues = valid ? brandHues(accent) : undefined;
  return (
    <fieldset>
      <legend>{say('brand.hue')}</legend>
      <div className="brand-row">
        <TextField
          label={say('brand.hue.code')}
          value={accent}
          maxLength={7}
          onChange={(typed) => onChange(typed.trim().toLowerCase())}
        />
        <input
          type="color"
          aria-label={say('brand.hue.pick')}
          value={valid ? accent : offered[0]}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <ul className="brand-row" aria-label={say('brand.hue.offered')}>
        {offered.map((hue) => (
          <li key={hue}>
            <Button aria-label={hue} aria-pressed={accent === hue} onPress={() => onChange(hue)}>
              <span className="brand-dot" style={{ background: hue }} />
            </Button>
          </li>
        ))}
      </ul>
      {hues && (
        <div className="brand-row">
          <Sample hue={hues.light} ground="#fafbfb" words={say('brand.on-light')} />
          <Sample hue={hues.dark} ground="#191d1f" words={say('brand.on-dark')} />
        </div>
      )}
      {hues && hues.light.brand !== accent && <Notice tone="attention" text={say('brand.darkened')} />}
      {hues && hues.light.brand === accent && hues.dark.brand !== accent && (
        <p className="aside">{say('brand.lightened')}</p>
      )}
      {accent !== '' && (
        <Button look="quiet" onPress={() => onChange('')}>
          {say('brand.hue.none')}
        </Button>
      )}
    </fieldset>
  );
}

function Sample({ hue, ground, words }: { hue: Hue; ground: string; words: string }) {
  return (
    <div className="brand-sample" style={{ background: ground }}>
      <span style={{ color: hue.brand }}>{words}</span>
      <span className="brand-key" style={{ background: hue.brand, color: hue.onBrand }}>
        {words}
      </span>
    </div>
  );
}
