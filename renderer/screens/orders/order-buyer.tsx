import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useOperation } from '../../queries/operations.ts';

/** Whom a sale was for. The order holds the id alone, so that an erased person is gone from it too. */
export const OrderBuyer = ({ buyerId, taxExempt }: { readonly buyerId: string; readonly taxExempt: boolean }) => {
  const buyer = useOperation('buyers.getBuyerById', { buyerId }).data;
  if (!buyer) return null;
  return (
    <Text mb="sm">
      For{' '}
      {buyer.erasedAt === null ? (
        <Anchor component={Link} href={`/customers/${buyerId}`} dir="auto">
          {buyer.name}
        </Anchor>
      ) : (
        'a customer who was erased'
      )}
      {taxExempt && ', tax exempt'}
    </Text>
  );
};
