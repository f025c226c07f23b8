import { Alert, Button, Modal, Stack } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ShiftState, ShiftView } from '../../../domain/contract/shifts.ts';
import { formatDay } from '../../components/format-time.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useMay } from '../../queries/session.ts';
import { OpenDrawer, useDrawer } from '../printing/open-drawer.tsx';
import { FloatForm } from './float-form.tsx';
import { MovementForm, type Way } from './movement-form.tsx';
import { MovementList } from './movement-list.tsx';
import { ReportPaper } from './report-paper.tsx';
import { ShiftFacts } from './shift-facts.tsx';
import { ShiftTabs } from './shift-tabs.tsx';

interface ShiftPageProps {
  readonly state: ShiftState;
  readonly shift: ShiftView;
}

/** The open shift. */
export const ShiftPage = ({ state, shift }: ShiftPageProps) => {
  const [, navigate] = useLocation();
  const [way, setWay] = useState<Way>('paid-in');
  const [dialog, setDialog] = useState<'x' | 'float' | null>(null);
  const mayManage = useMay('manager');
  const drawer = useDrawer();
  const maySeeX = !state.blindCount || mayManage;
  const choose = (chosen: Way): void => {
    setWay(chosen);
    document.querySelector<HTMLInputElement>('[data-movement-amount]')?.focus();
  };
  useKeys('Shift', [
    { key: 'I', does: 'Note money paid in', run: () => choose('paid-in') },
    { key: 'O', does: 'Note money paid out', run: () => choose('paid-out') },
    { key: 'D', does: 'Note a drop', run: () => choose('drop') },
    { key: 'F', does: 'Count the float', run: () => setDialog('float'), enabled: state.needsFloat },
    { key: 'K', does: 'Open the drawer', run: drawer.open, enabled: drawer.exists },
    { key: 'X', does: 'Show the X report', run: () => setDialog('x'), enabled: maySeeX },
    { key: 'C', does: 'Count and close', run: () => navigate('/shift/close') },
    { key: 'Z', does: 'Show earlier Z reports', run: () => navigate('/shift/reports') },
  ]);
  const close = (): void => setDialog(null);
  return (
    <div className="till-screen">
      <PageHeader title="Shift">
        <ShiftTabs />
        <OpenDrawer drawer={drawer} shortcut="K" />
        {maySeeX && (
          <Button variant="default" onClick={() => setDialog('x')} aria-keyshortcuts="X">
            X report
          </Button>
        )}
        <Button component={Link} href="/shift/close" aria-keyshortcuts="C">
          Close shift
        </Button>
      </PageHeader>
      <div className="till-shift">
        <section className="till-panel" aria-label="Open shift">
          <Stack>
            {shift.overnight && (
              <Alert color="orange" className="till-warn" icon={<IconMoon />} title="Left open overnight">
                It was opened on {formatDay(shift.openedAt)}. Selling goes on in it; close it when the drawer can be counted.
              </Alert>
            )}
            <ShiftFacts state={state} shift={shift} countFloat={() => setDialog('float')} />
          </Stack>
        </section>
        <section className="till-panel" aria-label="Cash movements">
          <MovementForm way={way} choose={choose} />
          <MovementList movements={state.movements} />
        </section>
      </div>
      <Modal opened={dialog === 'x'} onClose={close} title="X report" size="lg">
        {dialog === 'x' && <ReportPaper report="x" />}
      </Modal>
      <Modal opened={dialog === 'float'} onClose={close} title="Put the float in" size="xl">
        {dialog === 'float' && <FloatForm keptFloat={state.keptFloat} label="Put it in" close={close} />}
      </Modal>
    </div>
  );
};
