import { Coffee, Printer } from 'lucide-react';
import { useState, type ComponentType } from 'react';
import { Button, type ButtonLook } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { Chip } from '../ui/chip.tsx';
import { Choice } from '../ui/choice.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ProgressRing } from '../ui/progress-ring.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { StampRow } from '../ui/stamp-row.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toneIcons, type Tone } from '../ui/tone.ts';

const looks: readonly ButtonLook[] = ['primary', 'soft', 'plain', 'key', 'quiet'];
const tones = Object.keys(toneIcons) as Tone[];
const nothing = (): void => {};

const buttons = () =>
  looks.flatMap((look) => [
    <Button key={look} look={look} onPress={nothing}>
      {look}
    </Button>,
    <Button key={`${look} pressed`} look={look} aria-pressed onPress={nothing}>
      {look}, pressed
    </Button>,
    <Button key={`${look} disabled`} look={look} isDisabled onPress={nothing}>
      {look}, disabled
    </Button>,
  ]);

function Checks() {
  const [checked, setChecked] = useState(true);
  return (
    <>
      <Check label="Can be pressed" checked={checked} onChange={setChecked} />
      <Check label="Not checked" checked={false} onChange={nothing} />
    </>
  );
}

function Choices() {
  const [value, setValue] = useState<'one' | 'two' | 'three'>('two');
  const options = [
    ['one', 'One'],
    ['two', 'Two'],
    ['three', 'Three, which is longer'],
  ] as const;
  return (
    <Choice<'one' | 'two' | 'three'>
      label="One of three"
      value={value}
      options={options}
      onChange={setValue}
    />
  );
}

function Fields() {
  const [text, setText] = useState('Anna Rossi');
  return (
    <>
      <TextField label="Filled" value={text} onChange={setText} />
      <TextField label="Empty" value="" onChange={nothing} />
      <TextField label="Disabled" value="Nobody types here" isDisabled onChange={nothing} />
      <TextArea label="Several lines" rows={3} value={'TOTAL   23.40\nTHANK YOU'} onChange={nothing} />
    </>
  );
}

const surfaces = [
  'surface-0',
  'surface-1',
  'surface-2',
  'brand-soft',
  'gain-soft',
  'spend-soft',
  'attention-soft',
  'stop-soft',
];

/** Every part of renderer/ui, alphabetically, in all its states. gallery.spec.ts finds one that is missing. */
export const exhibits: readonly { name: string; Body: ComponentType }[] = [
  { name: 'button', Body: () => <>{buttons()}</> },
  { name: 'check', Body: Checks },
  {
    name: 'chip',
    Body: () => (
      <>
        {tones.map((tone) => (
          <Chip key={tone} tone={tone}>
            {tone}
          </Chip>
        ))}
        <Chip tone="neutral" icon={Coffee}>
          another icon
        </Chip>
      </>
    ),
  },
  { name: 'choice', Body: Choices },
  {
    name: 'key-cap',
    Body: () => (
      <Button onPress={nothing}>
        Find a member <KeyCap>F3</KeyCap>
      </Button>
    ),
  },
  {
    name: 'notice',
    Body: () => (
      <>
        {tones.map((tone) => (
          <Notice key={tone} tone={tone} text={`What ${tone} sounds like, in a sentence that may be long.`} />
        ))}
        <Notice tone="attention" text="With a way out.">
          <Button onPress={nothing}>
            <Printer aria-hidden />
            Print again
          </Button>
        </Notice>
      </>
    ),
  },
  { name: 'panel', Body: () => <p>Everything here stands in one.</p> },
  {
    name: 'progress-bar',
    Body: () => (
      <>
        <ProgressBar have={0} need={100} label="Nothing" />
        <ProgressBar have={55} need={100} label="More than half" />
        <ProgressBar have={120} need={100} label="More than enough" />
      </>
    ),
  },
  {
    name: 'progress-ring',
    Body: () => (
      <>
        <ProgressRing have={80} need={100} label="80 of 100">
          <strong>80</strong>
        </ProgressRing>
        <ProgressRing have={0} need={0} label="On the way to nothing">
          <strong>0</strong>
        </ProgressRing>
      </>
    ),
  },
  {
    name: 'qr-code',
    Body: () => <QrCode size={5} dark="1110110101110111001011110" label="A pattern that says nothing" />,
  },
  {
    name: 'stamp-row',
    Body: () => (
      <>
        <StampRow have={0} need={10} label="0 of 10" />
        <StampRow have={8} need={10} label="8 of 10" />
      </>
    ),
  },
  { name: 'text-field', Body: Fields },
  {
    name: 'tokens',
    Body: () => (
      <ul className="exhibit-tokens">
        {surfaces.map((surface) => (
          <li key={surface} style={{ background: `var(--${surface})` }}>
            {surface}
          </li>
        ))}
      </ul>
    ),
  },
];
