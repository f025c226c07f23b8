import type { BuyerView } from '../../../domain/contract/buyers.ts';
import type { RequestOf } from '../../../domain/contract/index.ts';
import { changedFields as changed, onTopOf as putOnTop } from '../../components/changed-fields.ts';

/** What stands in the form. */
export interface CustomerValues {
  name: string;
  company: string;
  contactPerson: string;
  phones: string[];
  emails: string[];
  addresses: BuyerView['addresses'];
}

export const NO_ADDRESS: CustomerValues['addresses'][number] = {
  label: '',
  street: '',
  city: '',
  state: '',
  country: '',
  zipCode: '',
};

/** An empty line more where there is none, to be typed into at once. */
export const NO_CUSTOMER: CustomerValues = {
  name: '',
  company: '',
  contactPerson: '',
  phones: [''],
  emails: [''],
  addresses: [NO_ADDRESS],
};

const orOne = <T>(list: readonly T[], empty: T): T[] => (list.length === 0 ? [empty] : [...list]);

export const valuesOf = ({ name, company, contactPerson, phones, emails, addresses }: BuyerView): CustomerValues => ({
  name,
  company,
  contactPerson,
  phones: orOne(phones, ''),
  emails: orOne(emails, ''),
  addresses: orOne(addresses, NO_ADDRESS),
});

/** As a command takes it: without the lines that were left empty. */
export const personOf = ({
  phones,
  emails,
  addresses,
  ...rest
}: CustomerValues): Omit<RequestOf<'buyers.createBuyer'>, 'id'> => ({
  ...rest,
  phones: phones.map((phone) => phone.trim()).filter(Boolean),
  emails: emails.map((email) => email.trim()).filter(Boolean),
  addresses: addresses.filter((address) => Object.values(address).some((part) => part.trim() !== '')),
});

export const FIELD_NAMES: Readonly<Record<keyof CustomerValues, string>> = {
  name: 'Name',
  company: 'Company',
  contactPerson: 'Contact person',
  phones: 'Telephone',
  emails: 'E-mail',
  addresses: 'Addresses',
};

const FIELDS = Object.keys(FIELD_NAMES) as (keyof CustomerValues)[];

/** The fields in which two states of a customer differ, in the order of the form. */
export const changedFields = (before: CustomerValues, after: CustomerValues) => changed(FIELDS, before, after);

export const isSame = (a: CustomerValues, b: CustomerValues): boolean => changedFields(a, b).length === 0;

/** What someone else saved, with one's own changes on top of it. */
export const onTopOf = (base: CustomerValues, mine: CustomerValues, theirs: CustomerValues): CustomerValues =>
  putOnTop(FIELDS, base, mine, theirs);

/** A field in words. */
export const fieldText = (values: CustomerValues, field: keyof CustomerValues): string => {
  const value = values[field];
  if (typeof value === 'string') return value;
  return value
    .map((part) => (typeof part === 'string' ? part : Object.values(part).filter(Boolean).join(', ')))
    .filter(Boolean)
    .join('; ');
};
