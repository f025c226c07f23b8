import { useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../client.ts';
import { tellSameContacts } from '../../components/buyers/tell-same-contacts.tsx';
import { useIntent } from '../../components/intent.ts';
import { showDone } from '../../components/show-error.ts';
import { CustomerForm } from './customer-form.tsx';
import { type CustomerValues, NO_CUSTOMER, personOf } from './customer-values.ts';
import { showRefusal, useCustomerForm } from './use-customer-form.ts';

export const NewCustomer = () => {
  const [, navigate] = useLocation();
  const intent = useIntent();
  const form = useCustomerForm(NO_CUSTOMER);
  const [isSaving, setSaving] = useState(false);

  const save = async (values: CustomerValues): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    try {
      const person = personOf(values);
      const { buyer, sameContacts } = await call('buyers.createBuyer', { id: intent.idFor(person), ...person });
      form.resetDirty();
      showDone(`${buyer.name} was created`);
      tellSameContacts(sameContacts);
      navigate(`/customers/${buyer.id}`);
    } catch (error) {
      showRefusal(form, error);
      setSaving(false);
    }
  };

  return (
    <CustomerForm
      title="New customer"
      isNew
      form={form}
      parent="/customers"
      isSaving={isSaving}
      save={(values) => void save(values)}
    />
  );
};
