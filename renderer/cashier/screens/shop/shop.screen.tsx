import { ArrowLeft, Save, Store, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { errorCodeOf } from '#shared/api/channel.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { SetupSchema } from '#shared/api/programs.api.ts';
import type { ExampleView, ShopRulesView } from '#shared/api/shop.api.ts';
import { oddRuleSentence } from '#shared/api/sentences.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Screen } from '../../screen.ts';
import { Problem } from '../../setup-form/problem.tsx';
import { SetupFields } from '../../setup-form/setup-field.tsx';
import { useCounter } from '../../use-counter.ts';
import { ExampleSale } from './example-sale.tsx';
import './shop.css';

type Rule = ShopRulesView['rules'][number];

/** What holds for all programs: what may earn, what goes together, what a till may do alone. */
function ShopScreen() {
  const { say } = useTexts();
  const { view, again } = useRules();
  const [open, setOpen] = useState<Rule>();
  const [saved, setSaved] = useState(false);
  if (open)
    return (
      <RuleForm
        key={open.setting}
        rule={open}
        onDone={(changed) => {
          const close = (): void => {
            setOpen(undefined);
            setSaved(changed);
          };
          // What was saved is read before the list is seen: whoever changes it again at once begins from there.
          if (changed) void again().then(close);
          else close();
        }}
      />
    );
  return (
    <div className="shop">
      <Panel title={say('shop.title')}>
        <p className="aside">{say('shop.hint')}</p>
        {saved && <Notice tone="gain" text={say('shop.saved')} />}
        <ul className="rule-list">
          {view?.rules.map((rule) => (
            <li key={rule.setting}>
              <div>
                <p className="rule-name">{say(`shop.rule.${rule.setting}`)}</p>
                <p className="aside">{say(`shop.about.${rule.setting}`)}</p>
              </div>
              <Button onPress={() => setOpen(rule)}>{say('shop.change')}</Button>
            </li>
          ))}
        </ul>
        <OddNotes odd={view?.odd ?? []} />
        <p className="aside">{say('shop.elsewhere')}</p>
      </Panel>
    </div>
  );
}

/** One group as a form; what the example comes to under the draft stands below, before anybody saves. */
function RuleForm({ rule, onDone }: { rule: Rule; onDone(changed: boolean): void }) {
  const { say } = useTexts();
  const { till } = useCounter();
  const [draft, setDraft] = useState(() => JSON.parse(rule.value) as Record<string, unknown>);
  const [refusal, setRefusal] = useState<RefusalView>();
  const tried = useTried({ setting: rule.setting, revision: rule.revision, value: JSON.stringify(draft) });
  const save = async (): Promise<void> => {
    try {
      const { setting, revision } = rule;
      const answer = await till.call('shop.save', { setting, revision, value: JSON.stringify(draft) });
      if (answer.ok) onDone(true);
      else setRefusal(answer.refusal);
    } catch (thrown) {
      setRefusal({ code: errorCodeOf(thrown), failed: 1 });
    }
  };
  const isShown = rule.setting === 'earn' || rule.setting === 'stacking';
  return (
    <Panel
      title={say(`shop.rule.${rule.setting}`)}
      aside={
        <Button look="quiet" onPress={() => onDone(false)}>
          <ArrowLeft aria-hidden />
          {say('programs.back')}
        </Button>
      }
    >
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <SetupFields schema={JSON.parse(rule.schema) as SetupSchema} value={draft} onChange={setDraft} />
        <OddNotes odd={tried?.odd ?? []} />
        {refusal && <Problem refusal={refusal} />}
        <div className="setup-actions">
          <Button type="submit" look="primary">
            <Save aria-hidden />
            {say('programs.save')}
          </Button>
        </div>
        {isShown && tried && <ExampleSale sale={tried.example} />}
      </form>
    </Panel>
  );
}

/** What is allowed and probably not meant. */
function OddNotes({ odd }: { odd: ShopRulesView['odd'] }) {
  const texts = useTexts();
  return odd.map((one) => (
    <p key={one.code} className="aside" data-tone="attention">
      <TriangleAlert aria-hidden /> {oddRuleSentence(one, texts, texts.currency)}
    </p>
  ));
}

function useRules(): { view: ShopRulesView | undefined; again(): Promise<void> } {
  const { till } = useCounter();
  const state = useLive(till.state);
  const [view, setView] = useState<ShopRulesView>();
  useEffect(() => {
    let current = true;
    // Away: read again when the line is back.
    till.call('shop.rules', {}).then(
      (answer) => current && setView(answer),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [till, state]);
  return {
    view,
    again: () =>
      till.call('shop.rules', {}).then(setView, () => {
        setView(undefined);
      }),
  };
}

/** What the till says of a draft; the last answer stays while the draft is none. */
function useTried(draft: { setting: string; revision: number; value: string }) {
  const { till } = useCounter();
  const { setting, revision, value } = draft;
  const [tried, setTried] = useState<{ example: ExampleView; odd: ShopRulesView['odd'] }>();
  useEffect(() => {
    let current = true;
    till.call('shop.try', { setting, revision, value }).then(
      (answer) => current && answer && setTried(answer),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [till, setting, revision, value]);
  return tried;
}

export const shop: Screen = {
  name: 'shop',
  place: 'manage',
  title: 'shop.title',
  about: 'shop.about',
  icon: Store,
  isOffered: () => true,
  Body: ShopScreen,
};
