import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../components/states.tsx';

interface FailureProps {
  readonly children: ReactNode;
  /** What became of the work. */
  readonly hint?: string;
}

/** What is left when a screen breaks: words and a way on, never a white window. */
export class Failure extends Component<FailureProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="till-centre">
        <EmptyState
          icon={<IconAlertTriangle size={40} />}
          title="This screen broke"
          hint={this.props.hint ?? 'That is our fault. Nothing was lost: the basket and every confirmed sale are on disk.'}
        >
          <Button onClick={() => location.reload()}>Load the app again</Button>
        </EmptyState>
      </div>
    );
  }
}
