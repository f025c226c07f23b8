import { List } from '@mantine/core';
import { useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import type { BuyerView } from '../../../domain/contract/buyers.ts';
import { CallError, call } from '../../client.ts';
import { tellSameContacts } from '../../components/buyers/tell-same-contacts.tsx';
import { showDone } from '../../components/show-error.ts';
import { StaleEdit } from '../../components/stale-edit.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useEdit } from '../../components/use-edit.ts';
import { useOperation } from '../../queries/operations.ts';
import { CustomerForm } from './customer-form.tsx';
import {
  type CustomerValues,
  changedFields,
  FIELD_NAMES,
  fieldText,
  isSame,
  onTopOf,
  personOf,
  valuesOf,
} from './customer-values.ts';
import { showRefusal, useCustomerForm } from './use-customer-form.ts';

export const CustomerFormPage = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useOperation('buyers.getBuyerById', { buyerId: id });
  if (data?.erasedAt) return <Redirect to={`/customers/${id}`} replace />;
  if (data) return <EditCustomer buyer={data} reload={() => void refetch()} />;
  return (
    <div className="till-screen">{error ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState />}</div>
  );
};

interface EditCustomerProps {
  /** As it is now. */
  readonly buyer: BuyerView;
  readonly reload: () => void;
}

const EditCustomer = ({ buyer, reload }: EditCustomerProps) => {
  const [, navigate] = useLocation();
  const form = useCustomerForm(valuesOf(buyer));
  const [isSaving, setSaving] = useState(false);
  const { base, isStale, begin } = useEdit({ now: buyer, form, valuesOf, isSame, isSaving });
  const parent = `/customers/${buyer.id}`;
  const changes = changedFields(valuesOf(base), valuesOf(buyer));

  const save = async (values: CustomerValues): Promise<void> => {
    if (isSaving || isStale) return;
    setSaving(true);
    try {
      const { buyer: saved, sameContacts } = await call('buyers.updateBuyer', {
        buyerId: base.id,
        revision: base.revision,
        ...personOf(values),
      });
      begin(saved, valuesOf(saved));
      form.resetDirty(valuesOf(saved));
      showDone(`${saved.name} was saved`);
      tellSameContacts(sameContacts);
      navigate(parent);
    } catch (error) {
      if (error instanceof CallError && error.code === 'buyers/stale-edit') reload();
      else showRefusal(form, error);
      setSaving(false);
    }
  };

  return (
    <CustomerForm
      title="Edit customer"
      form={form}
      parent={parent}
      isSaving={isSaving}
      save={(values) => void save(values)}
      notice={
        isStale && (
          <StaleEdit
            what="customer"
            changes={changes.map((field) => ({
              name: FIELD_NAMES[field],
              before: fieldText(valuesOf(base), field),
              after: fieldText(valuesOf(buyer), field),
            }))}
            load={() => begin(buyer, valuesOf(buyer))}
            keep={() => begin(buyer, onTopOf(valuesOf(base), form.values, valuesOf(buyer)))}
          >
            {changes.length === 0 && <List.Item>Group, account or tax exemption</List.Item>}
          </StaleEdit>
        )
      }
    />
  );
};
