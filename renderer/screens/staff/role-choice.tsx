import { Radio, type RadioGroupProps, Stack } from '@mantine/core';
import { useUser } from '../../queries/session.ts';
import { ROLE_TEXTS, ROLES_TO_ADD } from './roles.ts';

/** The roles that who sits here may give, each with what it may do. */
export const RoleChoice = (inputProps: Omit<RadioGroupProps, 'label' | 'children'>) => {
  const roles = ROLES_TO_ADD[useUser().role];
  return (
    <Radio.Group label="Role" {...inputProps}>
      <Stack gap="sm" mt="xs">
        {roles.map((role) => (
          <Radio key={role} size="md" value={role} label={ROLE_TEXTS[role].word} description={ROLE_TEXTS[role].may} />
        ))}
      </Stack>
    </Radio.Group>
  );
};
