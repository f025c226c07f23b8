import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { EmptyState } from '../../components/states.tsx';

/** The service went away in the middle of a payment. */
export const Unanswered = ({ retry }: { readonly retry: () => void }) => (
  <div role="alert" className="till-pay-grow">
    <EmptyState
      icon={<IconPlugConnectedX size={48} />}
      title="No answer"
      hint="The till’s service did not answer, so it is not known whether this was taken. Try again: it is the same payment, and it is taken once."
    >
      <Button size="lg" data-autofocus onClick={retry}>
        Try again
      </Button>
    </EmptyState>
  </div>
);
