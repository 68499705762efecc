import { useState } from 'react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

/** Which printer a register has: the list comes when somebody wants another. */
export function ChooseModel({ model, onChosen }: { model: string; onChosen(model: string): void }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, failed } = useAttempt();
  const [models, setModels] = useState<readonly { id: string; name: string }[]>();
  const open = () => void attempt(async () => setModels(await till.call('capture.models', {})));
  return (
    <div className="capture-named">
      <p className="aside">{say('capture.footer.model')}</p>
      {models ? (
        <ul className="capture-models">
          {models.map(({ id, name }) => (
            <li key={id}>
              <Button
                look={id === model ? 'primary' : 'plain'}
                onPress={() => {
                  setModels(undefined);
                  onChosen(id);
                }}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <Button onPress={open}>{model}</Button>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </div>
  );
}
