import { PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { PASSWORD_RULE, PIN_RULE } from './secret-rules.ts';

/** What every person who signs in is made of. */
export interface PersonValues {
  readonly name: string;
  readonly lastName: string;
  readonly email: string;
  readonly password: string;
  readonly pin: string;
  readonly pinAgain: string;
}

export const NO_PERSON: PersonValues = { name: '', lastName: '', email: '', password: '', pin: '', pinAgain: '' };

/** What can be told before it is sent; what a good secret is, main decides. */
export const PERSON_RULES = {
  name: (value: string) => (value.trim() ? null : 'Enter the first name.'),
  email: (value: string) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : 'Enter an e-mail address.'),
  password: (value: string) => (value ? null : 'Choose a password.'),
  pin: (value: string) => (/^\d{4,8}$/.test(value) ? null : 'Choose a PIN.'),
  pinAgain: (value: string, { pin }: PersonValues) => (value === pin ? null : 'The two PINs differ.'),
};

interface PersonFieldsProps {
  readonly inputProps: (field: keyof PersonValues) => ReturnType<UseFormReturnType<PersonValues>['getInputProps']>;
}

interface NameFieldsProps {
  readonly inputProps: (field: 'name' | 'lastName' | 'email') => ReturnType<UseFormReturnType<PersonValues>['getInputProps']>;
}

/** Who it is, without the secrets. */
export const NameFields = ({ inputProps }: NameFieldsProps) => (
  <>
    <TextInput label="First name" autoComplete="given-name" maxLength={200} {...inputProps('name')} />
    <TextInput label="Last name" autoComplete="family-name" maxLength={200} {...inputProps('lastName')} />
    <TextInput label="E-mail" type="email" autoComplete="username" maxLength={254} {...inputProps('email')} />
  </>
);

export const PersonFields = ({ inputProps }: PersonFieldsProps) => (
  <SimpleGrid cols={2}>
    <NameFields inputProps={inputProps} />
    <PasswordInput
      label="Password"
      description={PASSWORD_RULE}
      autoComplete="new-password"
      maxLength={256}
      {...inputProps('password')}
    />
    <PasswordInput
      label="PIN"
      description={PIN_RULE}
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      {...inputProps('pin')}
    />
    <PasswordInput
      label="PIN again"
      description="To be sure"
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      {...inputProps('pinAgain')}
    />
  </SimpleGrid>
);
