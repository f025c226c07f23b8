import { Button, Modal, Radio, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../domain/contract/index.ts';
import { APPROVED_ACTION_NAMES, type ApprovedAction } from '../components/action-names.ts';
import { formatMoney } from '../components/money-text.tsx';
import { formatPercent } from '../components/percent.ts';
import { PinPad } from '../components/pin-pad.tsx';
import { useKeys } from '../keys/keys.ts';
import { useCommand } from '../queries/operations.ts';
import { useSetup, useUser } from '../queries/session.ts';
import { type ApprovalRequest, dropApprovalRequests, useApprovalRequests } from './approval-requests.ts';

type Person = OutputOf<'identity.getSetup'>['users'][number];

/** An owner where the refusal says so; else any manager. */
const needsOwner = ({ details }: ApprovalRequest): boolean => details['needed'] === 'owner';

const titleOf = (request: ApprovalRequest): string =>
  needsOwner(request) ? 'An owner has to approve this' : 'A manager has to approve this';

/** What goes too far, and how far the role goes alone. */
const sentenceOf = ({ details }: ApprovalRequest): string => {
  const { limit, wanted, currency } = details;
  const text = (value: number): string =>
    typeof currency === 'string' ? formatMoney({ amount: value, currency }) : formatPercent(value);
  const name = APPROVED_ACTION_NAMES[details['action'] as ApprovedAction];
  const far = typeof wanted === 'number' ? `${name}: ${text(wanted)}` : name;
  return typeof limit === 'number' && limit > 0 ? `${far}. Your limit is ${text(limit)}.` : `${far}.`;
};

/** Over everything else: a manager approves what is above the clerk's limit. */
export const ApprovalDialog = () => {
  const request = useApprovalRequests(({ open }) => open[0]);
  // The till was locked, or somebody else sits here.
  useEffect(() => dropApprovalRequests, []);
  return (
    <Modal.Root
      opened={request !== undefined}
      onClose={() => request?.answer()}
      closeOnEscape={false}
      zIndex={1000}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      {/* Without a header: it would be a second banner over the dialog that asked. */}
      <Modal.Content aria-label={request && titleOf(request)}>
        <Modal.Body pt="md">
          <Title order={2} size="h4" mb="xs">
            {request && titleOf(request)}
          </Title>
          {request && <Approval request={request} />}
          <Button variant="subtle" fullWidth mt="xs" onClick={() => request?.answer()}>
            Leave it
          </Button>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};

const Approval = ({ request }: { readonly request: ApprovalRequest }) => {
  const me = useUser();
  const setup = useSetup();
  const mayApprove = (role: Person['role']): boolean => (needsOwner(request) ? role === 'owner' : role !== 'clerk');
  const managers = (setup.data?.users ?? []).filter(({ id, role }) => mayApprove(role) && id !== me.id);
  const [chosen, setChosen] = useState<Person | null>(null);
  const manager = chosen ?? managers[0];
  const approve = useCommand('approvals.approve');
  useKeys('Approval', [], { dialog: true });
  if (!manager) return <Text>{sentenceOf(request)} There is no other manager to ask: an owner adds one under Staff.</Text>;
  const confirm = async (pin: string): Promise<void> => {
    const { operation, input } = request;
    const { approvalId } = await approve.mutateAsync({ operation, input, approverId: manager.id, pin });
    request.answer(approvalId);
  };
  return (
    <Stack>
      <Text fw={550}>{sentenceOf(request)}</Text>
      {managers.length > 1 && (
        <Radio.Group
          label="Who approves"
          value={manager.id}
          onChange={(id) => setChosen(managers.find((person) => person.id === id) ?? null)}
        >
          <Stack gap={6} mt={6}>
            {managers.map(({ id, name, role }) => (
              <Radio key={id} value={id} label={`${name}, ${role}`} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <PinPad key={manager.id} name={manager.name} action="Approve" check={confirm} />
    </Stack>
  );
};
