import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';

interface CopyButtonProps {
  readonly text: string;
  /** Of what: `the code`. */
  readonly what: string;
}

/** Copies a text; where the browser does not let it (no https), it is marked beside the button to be copied by hand. */
export const CopyButton = ({ text, what }: CopyButtonProps) => {
  const [state, setState] = useState<'ready' | 'copied' | 'marked'>('ready');
  const button = useRef<HTMLButtonElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      const shown = button.current?.parentElement?.querySelector('code');
      if (shown) getSelection()?.selectAllChildren(shown);
      setState('marked');
    }
  };
  return (
    <Button
      ref={button}
      variant="default"
      size="sm"
      className="till-whole"
      aria-label={`Copy ${what}`}
      leftSection={state === 'copied' ? <IconCheck size={18} /> : <IconCopy size={18} />}
      onClick={() => void copy()}
    >
      {{ ready: 'Copy', copied: 'Copied', marked: 'Press Ctrl C' }[state]}
    </Button>
  );
};
