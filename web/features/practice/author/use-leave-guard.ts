import { useBlocker } from '@tanstack/react-router';

/** Asks before unsaved work is left: a page of ours or the browser's tab. */
export function useLeaveGuard(dirty: boolean): void {
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm('What you wrote since the last save will be lost. Leave?'),
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
  });
}
