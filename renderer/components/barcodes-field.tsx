import './barcodes-field.css';
import { Button, CloseButton, Group, Input, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { BarcodeView } from '../../domain/contract/catalog.ts';
import { useScanTarget } from '../scanner/scanner.ts';
import { signal } from '../signal.ts';

export const KIND_NAMES: Readonly<Record<BarcodeView['kind'], string>> = {
  ean13: 'EAN-13',
  ean8: 'EAN-8',
  upca: 'UPC-A',
  free: 'own code',
};

interface BarcodesFieldProps {
  readonly itemId: string;
  readonly value: readonly string[];
  /** What is known of the codes that are saved. */
  readonly saved: readonly BarcodeView[];
  /** The item that carries a code; null: none that is known. */
  readonly ownerOf: (code: string) => Promise<{ readonly id: string; readonly name: string } | null>;
  readonly onChange: (codes: readonly string[]) => void;
  readonly error?: React.ReactNode;
}

/** The codes of an item, typed or scanned. */
export const BarcodesField = ({ itemId, value, saved, ownerOf, onChange, error }: BarcodesFieldProps) => {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);

  const add = async (typed: string): Promise<void> => {
    const code = typed.trim();
    setText('');
    setRefusal(null);
    if (!code) return;
    if (value.includes(code)) return refuse(`${code} is on this item already.`);
    if (!/^[\x20-\x7e]{1,64}$/.test(code)) return refuse('A barcode has at most 64 letters, digits and signs.');
    onChange([...value, code]);
    // It is decided when it is saved; to know it now spares a way back.
    const owner = await ownerOf(code).catch(() => null);
    if (owner && owner.id !== itemId) refuse(`${code} is on ${owner.name}. Take it off there first, or off here.`);
  };
  const refuse = (why: string): void => {
    signal('error');
    setRefusal(why);
  };
  useScanTarget((code) => {
    signal('scan');
    void add(code);
  });

  return (
    <Input.Wrapper
      label="Barcodes"
      size="md"
      labelElement="div"
      error={refusal ?? error}
      description="Scan them, or type one and press Enter"
    >
      {value.length > 0 && (
        <Group gap="xs" my={6} role="list" aria-label="Barcodes of this item">
          {value.map((code) => (
            <Code
              key={code}
              code={code}
              view={saved.find((other) => other.code === code)}
              remove={() => {
                setRefusal(null);
                onChange(value.filter((other) => other !== code));
              }}
            />
          ))}
        </Group>
      )}
      <Group gap="sm" mt={6} wrap="nowrap">
        <TextInput
          aria-label="Add a barcode"
          flex={1}
          maxLength={64}
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onBlur={() => void add(text)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void add(text);
          }}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          disabled={text.trim() === ''}
          onClick={() => void add(text)}
        >
          Add
        </Button>
      </Group>
    </Input.Wrapper>
  );
};

interface CodeProps {
  readonly code: string;
  readonly view: BarcodeView | undefined;
  readonly remove: () => void;
}

const Code = ({ code, view, remove }: CodeProps) => (
  <span className="till-code" role="listitem">
    <span>{code}</span>
    {view && (
      <Text span size="sm" c="dimmed">
        {KIND_NAMES[view.kind]}
      </Text>
    )}
    {view?.checkDigitOk === false && (
      <Text span size="sm" title="The last digit does not fit the others. It can be sold all the same.">
        <IconAlertTriangle size={16} aria-hidden="true" /> check digit
      </Text>
    )}
    <CloseButton size={42} iconSize={18} aria-label={`Remove ${code}`} onClick={remove} />
  </span>
);
