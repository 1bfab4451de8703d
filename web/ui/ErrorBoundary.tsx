import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { EmptyState } from './EmptyState.tsx';
import { problemText } from './ProblemAlert.tsx';

/** A broken page stays one broken page: the menu around it still works. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    // A new version was installed while this tab was open: its files have other names now.
    const outdated = /dynamically imported module|module script failed|unable to preload/i.test(problemText(this.state.error));
    return (
      <EmptyState
        title={outdated ? 'A new version was installed' : 'This page stopped working'}
        action={<Button onClick={() => location.reload()}>Reload the page</Button>}
      >
        {outdated ? 'Reload the page to go on with it. Nothing that you saved is lost.' : problemText(this.state.error)}
      </EmptyState>
    );
  }
}
