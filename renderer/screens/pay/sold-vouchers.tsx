import type { OrderView } from '../../../domain/contract/ordering.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { formatVoucherCode } from '../../components/vouchers/voucher-code.ts';
import { useOperation } from '../../queries/operations.ts';

/** The codes onto which money went, for whoever writes them on a card: the receipt says them too. */
export const SoldVouchers = ({ order }: { readonly order: OrderView }) => {
  const onto = order.payments.filter(({ status, amount }) => status === 'Confirmed' && amount.amount < 0);
  const codes = new Set(onto.flatMap(({ voucherCode }) => voucherCode ?? []));
  return [...codes].map((code) => <SoldVoucher key={code} code={code} />);
};

const SoldVoucher = ({ code }: { readonly code: string }) => {
  const voucher = useOperation('payment.getVoucher', { code });
  return (
    <p className="till-pay-voucher">
      Voucher <strong>{formatVoucherCode(code)}</strong>
      {voucher.data && `, ${formatMoney(voucher.data.balance)} on it`}
    </p>
  );
};
