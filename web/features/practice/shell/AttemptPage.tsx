import { Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { toOffsetIso } from '#kernel/time.ts';
import { addTrailLine, getAttempt, type AttemptDetail } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { useAccount } from '#web/app/session.tsx';
import { takeAnswer } from '#web/app/take-answer.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useDowntime } from '../downtime/downtime.ts';
import { FhirProvider } from '../fhir/FhirProvider.tsx';
import { AttemptFrame } from './AttemptFrame.tsx';
import { AttemptContext, type AttemptSpace } from './attempt-space.ts';
import { practiceKeys } from './practice-keys.ts';
import { chosenRole } from './roles.ts';
import { makeTrailSender } from './trail-sender.ts';
import { useFirstPlace } from './use-first-place.ts';
import { useLearner } from './use-learner.ts';
import { makeVirtualClock } from './virtual-clock.ts';

/** One attempt: the practice EHR in its own window, or the grade once it is handed in. */
export function AttemptPage() {
  const { attemptId = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: practiceKeys.attempt(attemptId), queryFn: () => call(getAttempt, { params: { attemptId } }) });
  if (query.data)
    return (
      <FhirProvider base={query.data.fhirPath}>
        <AttemptRoom attempt={query.data} readAt={query.dataUpdatedAt} />
      </FhirProvider>
    );
  return query.error ? (
    <EmptyState title="This attempt cannot be opened">
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
    </EmptyState>
  ) : (
    <Loader size="sm" m="xl" role="status" aria-label="Opening the practice EHR" aria-busy="true" />
  );
}

interface RoomProps {
  attempt: AttemptDetail;
  readAt: number;
}

function AttemptRoom({ attempt, readAt }: RoomProps): ReactNode {
  const { attemptId, timeZone, fhirPath, cdsPath, exercise } = attempt;
  const account = useAccount();
  const client = useQueryClient();
  const [chosen, setRole] = useState(() => chosenRole(attemptId));
  const role = exercise?.role ?? chosen;
  const learner = useLearner(role, exercise?.learner ?? null);
  useFirstPlace(exercise);
  const clock = useRef(makeVirtualClock(attempt.virtualNow, readAt));
  useEffect(() => {
    clock.current = makeVirtualClock(attempt.virtualNow, readAt);
  }, [attempt.virtualNow, readAt]);
  const [sender] = useState(() =>
    makeTrailSender(async ({ kind, ...detail }) => {
      await call(addTrailLine, { params: { attemptId }, body: { kind, detail } });
    }),
  );
  const isOver = attempt.state !== 'open' || attempt.learnerName !== account.name;
  const down = useDowntime(attemptId)?.until === null && !isOver;
  const space = useMemo<AttemptSpace>(
    () => ({
      attemptId,
      fhirPath,
      cdsPath,
      role,
      learner,
      zone: timeZone,
      now: () => clock.current(Date.now()),
      nowIso: () => toOffsetIso(Math.floor(clock.current(Date.now()) / 1000) * 1000, timeZone),
      note: (note) => {
        if (!isOver) sender.note(note);
      },
      idle: () => sender.idle(),
      closed: isOver || down,
      down,
    }),
    [attemptId, fhirPath, cdsPath, role, learner, timeZone, isOver, down, sender],
  );
  return (
    <AttemptContext value={space}>
      <AttemptFrame
        attempt={attempt}
        onRole={setRole}
        onAttempt={(changed) => takeAnswer(client, practiceKeys.attempt(attemptId), changed)}
      />
    </AttemptContext>
  );
}
