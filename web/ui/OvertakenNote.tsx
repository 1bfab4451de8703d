import { Alert, Button } from '@mantine/core';
import type { Draft } from './use-draft.ts';

/** Somebody else saved the same thing while it was being changed here: both can be had, nothing is lost unsaid. */
export function OvertakenNote({ draft }: { draft: Pick<Draft<unknown>, 'overtaken' | 'discard'> }) {
  if (!draft.overtaken) return null;
  return (
    <Alert color="yellow" variant="light" mb="sm" role="status" title="Somebody else has saved this meanwhile">
      What you changed still stands here; saving it replaces theirs.{' '}
      <Button size="compact-xs" variant="default" onClick={draft.discard}>
        Show theirs instead
      </Button>
    </Alert>
  );
}
