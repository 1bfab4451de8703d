import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getBoard, listSignOffs, unpackBoard, type SignOffView } from '#coverage/contract.ts';
import { addDays, toLocal } from '#kernel/time.ts';
import { signOffsKey } from './query-keys.ts';
import { SignOffDrawer } from './SignOffDrawer.tsx';
import { SignOffGrid, type UnitShift } from './SignOffGrid.tsx';
import { SignOffHistory } from './SignOffHistory.tsx';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useNow } from '#web/ui/use-now.ts';

/** Which shifts of which units have said themselves that they need no more support. Nobody else says it for them. */
export function SignOffsPage() {
  const today = toLocal(useNow(), Intl.DateTimeFormat().resolvedOptions().timeZone).date;
  const signOffs = useQuery({ queryKey: signOffsKey, queryFn: () => call(listSignOffs, {}) });
  const span = { from: today, to: addDays(today, 6) };
  const board = useQuery({ queryKey: ['sign-offs-week', today], queryFn: () => call(getBoard, { query: span }) });
  const { units, data: places } = usePlaces();
  const maySign = useCan('coverage.sign-off');
  const [open, setOpen] = useState<{ place: UnitShift; signOff: SignOffView | null } | null>(null);
  useNews('coverage.sign-offs-changed', () => void signOffs.refetch());
  const error = signOffs.error ?? board.error;
  const all = signOffs.data?.signOffs ?? [];
  return (
    <>
      <PageHeader
        title="Comfort sign-offs"
        note="Support stays on a shift until the shift itself says that it is comfortable, nights as much as days."
      />
      <ProblemAlert
        error={error}
        title="The sign-offs could not be read"
        onRetry={() => void Promise.all([signOffs.refetch(), board.refetch()])}
      />
      {!error && (!signOffs.data || !board.data || !places) && <Loader size="sm" />}
      {signOffs.data && board.data && places && board.data.shifts.length === 0 && (
        <EmptyState title="No shifts yet" action={<LinkButton to="/imports">Import shifts.csv and unit-needs.csv</LinkButton>}>
          Units and their shifts come from your files.
        </EmptyState>
      )}
      {signOffs.data && board.data && board.data.shifts.length > 0 && (
        <>
          <SignOffGrid
            units={units}
            shifts={board.data.shifts}
            needs={unpackBoard(board.data).needs.filter((need) => need.kind === 'unit')}
            signOffs={all.filter((one) => one.withdrawnAt === null)}
            {...(maySign ? { onOpen: (place: UnitShift, signOff: SignOffView | null) => setOpen({ place, signOff }) } : {})}
          />
          <SignOffHistory signOffs={all} />
        </>
      )}
      {open && <SignOffDrawer {...open} today={today} onClose={() => setOpen(null)} />}
    </>
  );
}
