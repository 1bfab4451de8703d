import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { Course, Room, TrainerView } from '#training/contract.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { CourseDrawer } from './CourseDrawer.tsx';
import { RoomDrawer } from './RoomDrawer.tsx';
import { TrainerDrawer } from './TrainerDrawer.tsx';
import { useClassSetUp } from './use-classes.ts';

type RoomRow = z.infer<typeof Room>;
type TrainerRow = z.infer<typeof TrainerView>;
type Open = { course: Course | null } | { room: RoomRow | null } | { trainer: TrainerRow | null };

/** What classes are made of: courses, rooms, and who may teach what. */
export function ClassSetUpPage() {
  const { data, error, refetch } = useClassSetUp();
  const mayChange = useCan('training.classes');
  const { sites } = usePlaces();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const siteName = (siteId: string): string => sites.find((site) => site.siteId === siteId)?.name ?? siteId;
  const courseName = (courseId: string): string => data?.courses.find((one) => one.courseId === courseId)?.name ?? courseId;
  const add = (what: Open, label: string) =>
    mayChange && (
      <Button size="xs" variant="default" onClick={() => setOpen(what)}>
        {label}
      </Button>
    );
  return (
    <>
      <PageHeader title="Courses, rooms, trainers" note="What a timetable is made of" />
      <ProblemAlert error={error} title="They could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <>
          <Section title="Courses" flush actions={add({ course: null }, 'Add a course')}>
            <DataTable
              label="Courses"
              columns={courseColumns(courseName)}
              rows={data.courses}
              rowKey={(one) => one.courseId}
              height={320}
              {...(mayChange ? { onOpen: (course: Course) => setOpen({ course }) } : {})}
              empty={
                <EmptyState title="No course yet">
                  A course is what proves a competency in class; the requirements matrix says which.
                </EmptyState>
              }
            />
          </Section>
          <Section title="Rooms" flush actions={add({ room: null }, 'Add a room')}>
            <DataTable
              label="Rooms"
              columns={roomColumns(siteName)}
              rows={data.rooms}
              rowKey={(one) => one.roomId}
              height={320}
              {...(mayChange ? { onOpen: (room: RoomRow) => setOpen({ room }) } : {})}
              empty={<EmptyState title="No room yet">Add the rooms in which classes are held.</EmptyState>}
            />
          </Section>
          <Section
            title="Trainers"
            note="Hours in class are hours in which they do not support at the elbow"
            flush
            actions={add({ trainer: null }, 'Add a trainer')}
          >
            <DataTable
              label="Trainers"
              columns={trainerColumns(courseName)}
              rows={data.trainers}
              rowKey={(one) => one.personId}
              height={360}
              {...(mayChange ? { onOpen: (trainer: TrainerRow) => setOpen({ trainer }) } : {})}
              empty={<EmptyState title="No trainer yet">Say who is credentialed to teach which course.</EmptyState>}
            />
          </Section>
        </>
      )}
      {open && 'course' in open && <CourseDrawer course={open.course} courses={data?.courses ?? []} onClose={close} />}
      {open && 'room' in open && <RoomDrawer room={open.room} onClose={close} />}
      {open && 'trainer' in open && <TrainerDrawer trainer={open.trainer} courses={data?.courses ?? []} onClose={close} />}
    </>
  );
}

const courseColumns = (courseName: (courseId: string) => string): Column<Course>[] => [
  {
    key: 'name',
    header: 'Course',
    width: 'minmax(160px, 2fr)',
    sortBy: (one) => one.name,
    cell: (one) => <span className="truncate">{one.name}</span>,
  },
  { key: 'minutes', header: 'Minutes', width: '100px', align: 'right', sortBy: (one) => one.minutes, cell: (one) => one.minutes },
  { key: 'seats', header: 'Seats at most', width: '120px', align: 'right', sortBy: (one) => one.seatsMax, cell: (one) => one.seatsMax },
  {
    key: 'after',
    header: 'After',
    width: 'minmax(140px, 1.5fr)',
    hiddenBelow: 640,
    cell: (one) => <span className="truncate">{one.after.map(courseName).join(', ')}</span>,
  },
];

const roomColumns = (siteName: (siteId: string) => string): Column<RoomRow>[] => [
  {
    key: 'name',
    header: 'Room',
    width: 'minmax(140px, 1.5fr)',
    sortBy: (one) => one.name,
    cell: (one) => <span className="truncate">{one.name}</span>,
  },
  {
    key: 'site',
    header: 'Site',
    width: 'minmax(140px, 1.5fr)',
    hiddenBelow: 640,
    sortBy: (one) => siteName(one.siteId),
    cell: (one) => <span className="truncate">{siteName(one.siteId)}</span>,
  },
  { key: 'seats', header: 'Seats', width: '90px', align: 'right', sortBy: (one) => one.seats, cell: (one) => one.seats },
];

const trainerColumns = (courseName: (courseId: string) => string): Column<TrainerRow>[] => [
  {
    key: 'name',
    header: 'Trainer',
    width: 'minmax(140px, 1fr)',
    sortBy: (one) => one.name,
    cell: (one) => <span className="truncate">{one.name}</span>,
  },
  {
    key: 'courses',
    header: 'May teach',
    width: 'minmax(160px, 2fr)',
    cell: (one) => <span className="truncate">{one.courses.map(courseName).join(', ')}</span>,
  },
  { key: 'hours', header: 'Hours ahead', width: '120px', align: 'right', sortBy: (one) => one.hoursAhead, cell: (one) => one.hoursAhead },
];
