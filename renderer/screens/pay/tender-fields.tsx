import type { AccountView } from '../../../domain/contract/buyers.ts';
import type { PaymentMethod } from '../../../domain/contract/payment.ts';
import { AccountForm } from './account-form.tsx';
import { CardForm } from './card-form.tsx';
import { CashForm } from './cash-form.tsx';
import { ExternalCardForm } from './external-card-form.tsx';
import { ForeignCashForm } from './foreign-cash-form.tsx';
import type { Wanted } from './tender-amounts.ts';
import type { TenderProps } from './tender-props.ts';
import { VoucherForm } from './voucher-form.tsx';

interface TenderFieldsProps extends TenderProps {
  readonly method: PaymentMethod;
  readonly account: AccountView | undefined;
  readonly parts: readonly Wanted[];
  readonly exact: boolean;
}

/** The form of one way of paying. */
export const TenderFields = ({ method, account, parts, exact, ...props }: TenderFieldsProps) => {
  switch (method) {
    case 'cash':
      return <CashForm exact={exact} {...props} />;
    case 'foreign-cash':
      return <ForeignCashForm {...props} />;
    case 'card':
      return <CardForm {...props} />;
    case 'external-card':
      return <ExternalCardForm {...props} />;
    case 'voucher':
      return <VoucherForm parts={parts} {...props} />;
    case 'account':
      return account && <AccountForm account={account} parts={parts} {...props} />;
  }
};
