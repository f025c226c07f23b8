import { notifications } from '@mantine/notifications';
import { useLocation } from 'wouter';
import { call } from '../../client.ts';
import { showError } from '../../components/show-error.ts';
import { useScanTarget } from '../../scanner/scanner.ts';
import { signal } from '../../signal.ts';

/** On Stock a manager scans goods that came in, not goods to sell: the item of the code is opened. */
export const StockScans = ({ opened }: { readonly opened: (itemId: string) => void }) => {
  const [, navigate] = useLocation();
  const open = async (barcode: string): Promise<void> => {
    const item = await call('catalog.findByBarcode', { barcode });
    signal(item ? 'scan' : 'error');
    if (item) {
      opened(item.id);
      navigate(`/stock/${item.id}`);
    } else {
      const title = 'No item carries this code';
      notifications.show({
        color: 'red',
        title,
        message: `${barcode}: create the item in the catalogue first.`,
        autoClose: 8000,
      });
    }
  };
  useScanTarget((code) => void open(code).catch(showError));
  return null;
};
