import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { type DragEvent, useEffect, useState } from 'react';
import { PICTURE_TYPES } from '../../../../domain/contract/catalog.ts';
import { ItemPicture } from '../../../components/item-picture.tsx';
import { ERROR_TEXTS } from '../../../error-texts.ts';
import { signal } from '../../../signal.ts';
import type { ItemValues } from './item-values.ts';
import { shrinkPicture } from './shrink-picture.ts';

interface PictureFieldProps {
  readonly name: string;
  /** The one that is stored. */
  readonly pictureUri: string | null;
  readonly value: ItemValues['picture'];
  readonly onChange: (picture: ItemValues['picture']) => void;
  /** Whether one was chosen that is not made small yet. */
  readonly onReading: (isReading: boolean) => void;
}

/** The picture: chosen, dropped or pasted. */
export const PictureField = ({ name, pictureUri, value, onChange, onReading }: PictureFieldProps) => {
  const [isOver, setOver] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    onReading(true);
    const picture = await shrinkPicture(file).finally(() => onReading(false));
    if (!picture) signal('error');
    setFailure(picture ? null : ERROR_TEXTS['catalog/picture-invalid']);
    if (picture) onChange(picture);
  };

  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent): void => {
      void take([...(clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/')));
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  });

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };

  const hasPicture = typeof value === 'object' || (value === 'kept' && pictureUri !== null);
  return (
    <Stack
      gap="sm"
      align="center"
      className="till-panel till-drop"
      p="md"
      data-over={isOver || undefined}
      role="group"
      aria-label="Picture"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="till-item-picture">
        {typeof value === 'object' ? (
          <img className="till-picture" src={`data:${value.type};base64,${value.base64}`} alt="" />
        ) : (
          <ItemPicture name={name || '?'} pictureUri={value === 'kept' ? pictureUri : null} />
        )}
      </span>
      <Group gap="xs" justify="center">
        <FileButton accept={PICTURE_TYPES.join(',')} onChange={(file) => void take(file ?? undefined)}>
          {(props) => (
            <Button {...props} variant="default" px="md">
              {hasPicture ? 'Change' : 'Choose a picture'}
            </Button>
          )}
        </FileButton>
        {hasPicture && (
          <Button variant="default" px="md" onClick={() => onChange('removed')}>
            Remove
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" ta="center">
        Or drop or paste one here. PNG, JPEG or WebP.
      </Text>
      {failure && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" ta="center">
          {failure}
        </Text>
      )}
    </Stack>
  );
};
