import { Text } from '@mantine/core';
import { formatMoney } from '../../components/money-text.tsx';
import { useUser } from '../../queries/session.ts';
import { useLastSale } from '../pay/last-sale-store.ts';

/** The change stays in sight after the next scan or key has closed the payment. */
export const LastSale = () => {
  const sale = useLastSale(({ order }) => order);
  const user = useUser();
  if (sale?.userId !== user.id) return null;
  return (
    <Text className="till-last-sale" ta="center">
      Last sale {sale.receiptNumber}: {formatMoney(sale.asked)}
      {sale.change.amount > 0 && (
        <>
          , change <strong>{formatMoney(sale.change)}</strong>
        </>
      )}
    </Text>
  );
};
