import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../save-file.ts';
import { useCounter } from '../use-counter.ts';

/** Hands out everything that is kept of a member: to be read at once, and as files to take away. */
export function ExportMember({ walletId }: { walletId: string }) {
  const { say, language } = useTexts();
  const { till } = useCounter();
  const [given, give] = useState<{ json: string; text: string }>();
  const read = () => {
    // Away: the button stays, to be pressed again.
    till.call('members.export', { walletId, language }).then(
      (all) => all && give(all),
      () => {},
    );
  };
  if (!given)
    return (
      <Button look="quiet" onPress={read}>
        <Download aria-hidden />
        {say('member.export')}
      </Button>
    );
  return (
    <fieldset>
      <legend>{say('member.export')}</legend>
      <pre className="person-note">{given.text}</pre>
      <Button look="quiet" onPress={() => saveFile('member.txt', 'text/plain;charset=utf-8', given.text)}>
        {say('member.export.text')}
      </Button>
      <Button look="quiet" onPress={() => saveFile('member.json', 'application/json', given.json)}>
        {say('member.export.json')}
      </Button>
    </fieldset>
  );
}
