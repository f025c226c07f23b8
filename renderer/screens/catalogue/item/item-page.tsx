import { ErrorState, LoadingState } from '../../../components/states.tsx';
import { useOperation } from '../../../queries/operations.ts';
import { useMay } from '../../../queries/session.ts';
import { EditItem } from './edit-item.tsx';
import { ItemDetails } from './item-details.tsx';

export const ItemPage = ({ id }: { readonly id: string }) => {
  const mayManage = useMay('manager');
  const { data, error, refetch } = useOperation('catalog.getCatalogItemById', { id });
  if (data) return mayManage ? <EditItem item={data} reload={() => void refetch()} /> : <ItemDetails item={data} />;
  return (
    <div className="till-screen">{error ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState />}</div>
  );
};
