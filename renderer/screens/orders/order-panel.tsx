import { IconReceipt } from '@tabler/icons-react';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useOperation } from '../../queries/operations.ts';
import { OrderDetail } from './order-detail.tsx';

export const OrderPanel = ({ orderId }: { readonly orderId: string | null }) =>
  orderId === null ? (
    <EmptyState
      icon={<IconReceipt size={40} />}
      title="No order chosen"
      hint="Choose one from the list, or scan the number on its receipt."
    />
  ) : (
    <Order orderId={orderId} />
  );

const Order = ({ orderId }: { readonly orderId: string }) => {
  const order = useOperation('ordering.getOrderById', { orderId });
  if (order.error) return <ErrorState error={order.error} retry={() => void order.refetch()} />;
  if (!order.data) {
    return (
      <div className="till-split-scroll">
        <LoadingState />
      </div>
    );
  }
  return <OrderDetail order={order.data} />;
};
