import './orders.css';
import { useLocation } from 'wouter';
import { call } from '../../client.ts';
import { ListDetail } from '../../components/list-detail.tsx';
import { showError } from '../../components/show-error.ts';
import { useListFocus } from '../../components/use-list-focus.ts';
import { useKeys } from '../../keys/keys.ts';
import { useOperation } from '../../queries/operations.ts';
import { isReceiptCode } from '../../scanner/receipt-code.ts';
import { useScanTarget } from '../../scanner/scanner.ts';
import { signal } from '../../signal.ts';
import { useView } from '../../stores/view.ts';
import { FilterBar } from './filter-bar.tsx';
import { useOrderFilters } from './order-filters.ts';
import { OrderList } from './order-list.tsx';
import { OrderPanel } from './order-panel.tsx';

const openIn = (location: string): string | null => /^\/orders\/([0-9a-f-]{36})$/.exec(location)?.[1] ?? null;

export const OrdersScreen = () => {
  const [location, navigate] = useLocation();
  const open = openIn(location);
  const status = useOperation('till.getStatus', {});
  const { set, clear } = useOrderFilters();
  const back = (): void => navigate('/orders');
  const { search, list, toList, toSearch } = useListFocus(open !== null, back);

  const openReceipt = async (receiptNumber: string): Promise<boolean> => {
    const { items } = await call('ordering.getOrders', { receiptNumber, pageSize: 1 });
    if (items[0]) navigate(`/orders/${items[0].id}`);
    return items[0] !== undefined;
  };

  useScanTarget((code) => {
    if (isReceiptCode(code)) {
      call('returns.getReturnable', { code }).then(({ orderId, elsewhere }) => {
        signal('scan');
        // Another till's sale has no page here, but its goods can come back.
        if (elsewhere) useView.getState().setReceiptWanted(code);
        navigate(elsewhere ? '/returns' : `/orders/${orderId}`);
      }, showError);
      return undefined;
    }
    const register = status.data?.registerCode;
    if (register === undefined || !code.startsWith(`${register}-`) || !/^\d+$/.test(code.slice(register.length + 1)))
      return false;
    openReceipt(code).then((found) => {
      signal(found ? 'scan' : 'error');
      if (found) return;
      set({ receiptNumber: code });
      back();
    }, showError);
    return undefined;
  });
  useKeys('Orders', [
    { key: 'F2', does: 'Search a receipt number', run: toSearch },
    { key: '/', does: 'Search a receipt number', run: toSearch },
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the list; Enter opens', run: toList },
    { key: 'Escape', does: open === null ? 'Show all orders again' : 'Back to the list', run: open === null ? clear : back },
  ]);

  return (
    <ListDetail
      title="Orders"
      open={open}
      back={back}
      list={
        <div ref={list} className="till-split-list">
          <FilterBar searchRef={search} openReceipt={(number) => void openReceipt(number).catch(showError)} toList={toList} />
          <OrderList selected={open} />
        </div>
      }
      detailLabel="Order"
      detail={<OrderPanel key={open} orderId={open} />}
    />
  );
};
