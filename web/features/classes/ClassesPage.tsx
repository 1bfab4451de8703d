import { Button, Group, Loader } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays, shiftedInstant, toLocal, weekday, type LocalDate } from '#kernel/time.ts';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { ClassDrawer } from './ClassDrawer.tsx';
import { ClassWeek } from './ClassWeek.tsx';
import { ReadinessForecast } from './ReadinessForecast.tsx';
import { TrainerAwayDialog } from './TrainerAwayDialog.tsx';
import { useMeetings } from './use-classes.ts';

/** The week's classes by room and day, how full they are, and whether each unit will be ready in time. */
export function ClassesPage() {
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  const [search, change] = useSearchState();
  const today = toLocal(useNow(), zone).date;
  const monday: LocalDate = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(search.week ?? '') ? (search.week ?? today) : today);
  const mayChange = useCan('training.classes');
  const mayOpen = useCan('training.class-list');
  const navigate = useNavigate();
  const [open, setOpen] = useState<'add' | 'away' | null>(null);
  const span = { from: shiftedInstant(monday, '00:00', zone), to: shiftedInstant(addDays(monday, 7), '00:00', zone) };
  const { data, error, refetch } = useMeetings(span.from, span.to);
  const go = (days: number): void => change({ week: addDays(monday, days) });
  return (
    <>
      <PageHeader
        title="Classes"
        note={`Week of ${dateText(span.from, zone)}`}
        actions={
          <>
            <Group gap={4}>
              <Button variant="default" onClick={() => go(-7)}>
                Earlier
              </Button>
              <Button variant="default" onClick={() => change({ week: '' })}>
                This week
              </Button>
              <Button variant="default" onClick={() => go(7)}>
                Later
              </Button>
            </Group>
            {mayChange && (
              <>
                <Button variant="default" onClick={() => setOpen('away')}>
                  A trainer is away
                </Button>
                <Button variant="default" onClick={() => setOpen('add')}>
                  Add a class
                </Button>
                <LinkButton to="/training/timetables">Timetables</LinkButton>
              </>
            )}
          </>
        }
      />
      <ProblemAlert error={error} title="The classes could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && data.meetings.length === 0 && (
        <EmptyState title="No class in this week" action={mayChange && <LinkButton to="/training/timetables">Make a timetable</LinkButton>}>
          A timetable gives everybody who still needs a class a seat before their own go-live.
        </EmptyState>
      )}
      {data && data.meetings.length > 0 && (
        <ClassWeek
          meetings={data.meetings}
          monday={monday}
          zone={zone}
          {...(mayOpen
            ? { onOpen: (meetingId: string) => void navigate({ to: '/training/classes/$meetingId', params: { meetingId } }) }
            : {})}
        />
      )}
      <ReadinessForecast />
      {open === 'add' && <ClassDrawer zone={zone} today={today} onClose={() => setOpen(null)} />}
      {open === 'away' && <TrainerAwayDialog zone={zone} today={today} onClose={() => setOpen(null)} />}
    </>
  );
}

const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekday(date));
