import { Text } from '@mantine/core';
import type { AddressView, BuyerView } from '../../../domain/contract/buyers.ts';
import { formatDay } from '../../components/format-time.ts';

const linesOf = ({ street, zipCode, city, state, country }: AddressView): readonly string[] =>
  [street, `${zipCode} ${city}`.trim(), state, country].filter((line) => line !== '');

/** What is known of the person. */
export const CustomerFacts = ({ buyer }: { readonly buyer: BuyerView }) => (
  <dl className="till-facts">
    {buyer.company !== '' && (
      <>
        <dt>Company</dt>
        <dd dir="auto">{buyer.company}</dd>
      </>
    )}
    {buyer.contactPerson !== '' && (
      <>
        <dt>Contact person</dt>
        <dd dir="auto">{buyer.contactPerson}</dd>
      </>
    )}
    {buyer.phones.length > 0 && (
      <>
        <dt>Telephone</dt>
        {buyer.phones.map((phone) => (
          <dd key={phone}>{phone}</dd>
        ))}
      </>
    )}
    {buyer.emails.length > 0 && (
      <>
        <dt>E-mail</dt>
        {buyer.emails.map((email) => (
          <dd key={email}>{email}</dd>
        ))}
      </>
    )}
    {buyer.addresses.map((address, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: an address is nothing but its place and its contents
      <Address key={index} address={address} />
    ))}
    <dt>Customer since</dt>
    <dd>{formatDay(buyer.createdAt)}</dd>
  </dl>
);

const Address = ({ address }: { readonly address: AddressView }) => (
  <>
    <dt dir="auto">{address.label || 'Address'}</dt>
    <dd>
      {linesOf(address).map((line) => (
        <Text key={line} dir="auto">
          {line}
        </Text>
      ))}
    </dd>
  </>
);
