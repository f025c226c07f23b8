import { create } from 'zustand';
import type { ErrorDetails } from '../../domain/shared/errors.ts';

/** A call that was refused until a manager approves it. */
export interface ApprovalRequest {
  readonly operation: string;
  readonly input: unknown;
  /** As the refusal told: the action, its limit, and how far it went. */
  readonly details: ErrorDetails;
  /** Ends the wait: with the approval's id, or without. */
  readonly answer: (approvalId?: string) => void;
}

interface Requests {
  /** The first is shown. */
  readonly open: readonly ApprovalRequest[];
}

export const useApprovalRequests = create<Requests>(() => ({ open: [] }));

/**
 * Asks whoever stands at the till for a manager's PIN.
 * @returns the id that goes beside the call; undefined when nobody approved
 */
export const askForApproval = (wanted: Omit<ApprovalRequest, 'answer'>): Promise<string | undefined> =>
  new Promise((resolve) => {
    const request: ApprovalRequest = {
      ...wanted,
      answer: (approvalId) => {
        useApprovalRequests.setState(({ open }) => ({ open: open.filter((other) => other !== request) }));
        resolve(approvalId);
      },
    };
    useApprovalRequests.setState(({ open }) => ({ open: [...open, request] }));
  });

/** Whoever locks the till or leaves it asks for nothing any more. */
export const dropApprovalRequests = (): void => {
  for (const request of useApprovalRequests.getState().open) request.answer();
};

/** Escape leaves the question alone, and not the dialog below it too: it is heard before any of them. */
export const escapeApproval = (): void => {
  const leave = (event: KeyboardEvent): void => {
    const request = useApprovalRequests.getState().open[0];
    if (event.key !== 'Escape' || !request) return;
    event.stopImmediatePropagation();
    request.answer();
  };
  window.addEventListener('keydown', leave, { capture: true });
};
