import type { KeyboardEvent } from 'react';
import { useCommands } from '../shell/commands.ts';

interface Actions {
  readonly sign: () => void;
  readonly openSets: () => void;
}

/** Ordering by keyboard: Ctrl+Enter goes to signing from anywhere on the screen; both are in the command list. Answers the key handler. */
export function useOrderKeys(mayWrite: boolean, hasItems: boolean, { sign, openSets }: Actions) {
  const maySign = mayWrite && hasItems;
  useCommands([
    ...(maySign ? [{ key: 'sign', group: 'Here' as const, label: 'Sign the basket', detail: 'Ctrl+Enter', run: sign }] : []),
    ...(mayWrite ? [{ key: 'order-sets', group: 'Here' as const, label: 'Order sets', run: openSets }] : []),
  ]);
  return (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && maySign) sign();
  };
}
