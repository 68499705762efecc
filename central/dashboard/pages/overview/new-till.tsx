import { useState } from 'react';
import { browserDesk } from '../../owner-desk.ts';
import { useSpeech } from '../../texts.ts';

/** Makes a pairing code and shows it, to be read out to whoever stands at the new till. */
export function NewTill() {
  const { say } = useSpeech();
  const [made, setMade] = useState<{ code: string | null } | null>(null);
  const ask = (): void => {
    browserDesk.pairingCode().then(
      (code) => setMade({ code }),
      () => setMade({ code: null }),
    );
  };
  return (
    <p className="new-till" role="status">
      <button type="button" className="button" onClick={ask}>
        {say('dashboard.pairing.make')}
      </button>
      {made?.code === null && say('dashboard.decide.failed')}
      {made?.code && (
        <>
          <code>{made.code}</code> {say('dashboard.pairing.good')}
        </>
      )}
    </p>
  );
}
