import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { dayOf } from '../../domain/shared/clock.ts';
import { useToday } from '../../renderer/components/use-today.ts';
import { useKeys } from '../../renderer/keys/keys.ts';

interface DayPickerProps {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly onChange: (day: string) => void;
}

const beside = (day: string, days: number): string => {
  const date = new Date(`${day}T12:00`);
  date.setDate(date.getDate() + days);
  return dayOf(date.getTime());
};

export const DayPicker = ({ day, onChange }: DayPickerProps) => {
  const today = useToday();
  const previous = (): void => onChange(beside(day, -1));
  const next = (): void => onChange(beside(day, 1));
  const toToday = (): void => onChange(today);
  const isLast = day >= today;
  useKeys('Overview', [
    { key: 'P', does: 'The day before', run: previous },
    { key: 'N', does: 'The day after', run: next, enabled: !isLast },
    { key: 'T', does: 'Today', run: toToday },
  ]);
  return (
    <Group gap="xs" wrap="nowrap">
      <ActionIcon variant="default" aria-label="The day before" aria-keyshortcuts="P" onClick={previous}>
        <IconChevronLeft size={20} />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label="Day"
        w={170}
        max={today}
        value={day}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== '' && currentTarget.value <= today) onChange(currentTarget.value);
        }}
      />
      <ActionIcon variant="default" aria-label="The day after" aria-keyshortcuts="N" disabled={isLast} onClick={next}>
        <IconChevronRight size={20} />
      </ActionIcon>
      <Button variant="default" aria-keyshortcuts="T" disabled={day === today} onClick={toToday}>
        Today
      </Button>
    </Group>
  );
};
