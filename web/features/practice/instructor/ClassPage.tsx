import { Button, Loader, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { changeClass, getClassGrid, resetClass, type ClassGrid } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { QrCode } from '#web/ui/QrCode.tsx';
import { Section } from '#web/ui/Section.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { ClassTable } from './ClassTable.tsx';
import css from './instructor.module.css';
import { countsText } from './instructor-words.ts';
import { classKey } from './query-keys.ts';

/** One class, live: who is on which task, who waits, who is stuck. The server says when something happened. */
export function ClassPage() {
  const { classId } = useParams({ strict: false }) as { classId: string };
  const grid = useQuery({ queryKey: classKey(classId), queryFn: () => call(getClassGrid, { params: { classId } }) });
  useNews(['sandbox.class-changed', 'sandbox.class-moved'], (item) => {
    if (item === null || item.subject === classId) void grid.refetch();
  });
  useLookAgain(grid.data, () => void grid.refetch());
  if (!grid.data)
    return grid.error ? (
      <ProblemAlert error={grid.error} title="The class could not be read" onRetry={() => void grid.refetch()} />
    ) : (
      <Loader size="sm" />
    );
  const { practiceClass, rows } = grid.data;
  return (
    <>
      <PageHeader
        title={practiceClass.name}
        note={
          <>
            {practiceClass.exerciseTitle ?? 'Free practice'}
            {practiceClass.exam && ', examination'}
            {practiceClass.limitMinutes !== null && `, ${practiceClass.limitMinutes} minutes`}
            {'. Code to join: '}
            <span className={css.code}>{practiceClass.code}</span>
          </>
        }
        actions={<ClassActions grid={grid.data} />}
      />
      <Toolbar end={countsText(rows)}>
        <span className={css.quiet}>Open a line to see what was done, step by step.</span>
      </Toolbar>
      <ClassTable grid={grid.data} />
      {practiceClass.closedAt === null && (
        <div className={css.below}>
          <Section title="Join" note="Learners open this with a phone, or type the code on the page of the practice EHR.">
            <QrCode
              text={new URL(`/practice/join/${practiceClass.code}`, location.origin).href}
              label={`Code to join ${practiceClass.name}: ${practiceClass.code}`}
            />
          </Section>
        </div>
      )}
    </>
  );
}

/** Somebody becomes idle or stuck by doing nothing, of which there is no news: the server says when that will be. */
function useLookAgain(grid: ClassGrid | undefined, look: () => void): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  const inMs = grid === undefined || grid.nextChangeAt === null ? null : grid.nextChangeAt - grid.lookedAt;
  const lookedAt = grid?.lookedAt;
  useEffect(() => {
    if (inMs === null) return;
    const timer = setTimeout(() => latest.current(), inMs + 500);
    return () => clearTimeout(timer);
  }, [inMs, lookedAt]);
}

function ClassActions({ grid: { practiceClass, rows } }: { grid: ClassGrid }) {
  const { classId, exerciseId, closedAt, marksReleasedAt } = practiceClass;
  const queries = useQueryClient();
  const [resetting, setResetting] = useState(false);
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: classKey(classId) });
  const change = useMutation({
    mutationFn: (body: { closed?: boolean; marksReleased?: boolean }) => call(changeClass, { params: { classId }, body }),
    onSuccess: again,
  });
  const reset = useMutation({
    mutationFn: () => call(resetClass, { params: { classId } }),
    onSuccess: async () => {
      setResetting(false);
      await again();
    },
  });
  const open = rows.filter(({ attemptId, state }) => attemptId !== null && state !== 'submitted').length;
  return (
    <>
      {exerciseId !== null && (
        <LinkButton to="/practice-difficulty/$exerciseId" params={{ exerciseId }} variant="default">
          How hard it is
        </LinkButton>
      )}
      <Button
        loading={change.isPending}
        onClick={() => change.mutate({ marksReleased: marksReleasedAt === null })}
        variant={marksReleasedAt === null ? 'filled' : 'default'}
      >
        {marksReleasedAt === null ? 'Release all marks' : 'Hold marks back'}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label="More for this class">
            <IconDots size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => change.mutate({ closed: closedAt === null })}>
            {closedAt === null ? 'Close to newcomers' : 'Open to newcomers'}
          </Menu.Item>
          <Menu.Item disabled={open === 0} onClick={() => setResetting(true)}>
            Reset everybody …
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={resetting}
        title="Reset everybody?"
        confirm="Reset"
        danger
        busy={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate()}
        onClose={() => setResetting(false)}
      >
        {open === 1 ? 'One learner begins' : `${open} learners begin`} anew on the untouched hospital. What they did so far stays in their
        journals. Who has handed in is left alone.
      </ConfirmDialog>
    </>
  );
}
