import './list-detail.css';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { PageHeader } from './page-header.tsx';

interface ListDetailProps {
  readonly title: string;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly list: ReactNode;
  readonly detailLabel: string;
  readonly detail: ReactNode;
  /** What is open, if anything: names it. */
  readonly open: string | null;
  readonly back: () => void;
}

/** A list with its detail: side by side where there is room, else the detail as a page over the list, which keeps its place. */
export const ListDetail = ({ title, actions, list, detailLabel, detail, open, back }: ListDetailProps) => {
  const listBox = useRef<HTMLDivElement>(null);
  const detailBox = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (open === null) {
      if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
      opener.current = null;
      return;
    }
    // What had the focus lies below the page now.
    if (!listBox.current || getComputedStyle(listBox.current).visibility !== 'hidden') return;
    if (listBox.current.contains(document.activeElement)) opener.current = document.activeElement;
    if (!detailBox.current?.contains(document.activeElement)) detailBox.current?.focus();
  }, [open]);
  return (
    <div className="till-screen">
      <PageHeader title={title}>
        {open !== null && (
          <Button variant="default" className="till-split-back" leftSection={<IconArrowLeft size={20} />} onClick={back}>
            Back to the list
          </Button>
        )}
        {actions}
      </PageHeader>
      <div className="till-split" data-open={open === null ? undefined : true}>
        <div ref={listBox} className="till-split-list">
          {list}
        </div>
        <section ref={detailBox} className="till-split-detail till-panel" aria-label={detailLabel} tabIndex={-1}>
          {detail}
        </section>
      </div>
    </div>
  );
};
