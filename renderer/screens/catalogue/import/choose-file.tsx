import { Alert, Button, FileButton, Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../../components/states.tsx';
import { errorText } from '../../../error-texts.ts';
import { chooseFile } from './import-store.ts';

export const ChooseFile = ({ failure }: { readonly failure: unknown }) => {
  const [isOver, setOver] = useState(false);
  const take = (file: File | null | undefined): void => {
    if (file) void chooseFile(file);
  };
  return (
    <Stack className="till-fill" gap="md">
      {failure !== null && (
        <Alert color="red" role="alert" title="Nothing was imported">
          {errorText(failure)}
        </Alert>
      )}
      <section
        className="till-fill till-panel till-drop till-drop-file"
        aria-label="File"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <EmptyState
          icon={<IconFileUpload size={48} />}
          title="Choose or drop your list"
          hint="CSV (with a head line) or JSON, up to 64 MB. You see what would be created before anything is written."
        >
          <FileButton accept=".csv,.tsv,.txt,.json,text/csv,application/json" onChange={take}>
            {(props) => (
              <Button {...props} size="lg" mt="xs">
                Choose a file
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed" ta="center" mt="xs">
            Columns that are understood: name, price, barcode, type, brand, description, stock, reorder level, maximum.
          </Text>
        </EmptyState>
      </section>
    </Stack>
  );
};
