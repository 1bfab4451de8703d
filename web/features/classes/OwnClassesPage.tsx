import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getOwnClasses, giveUpOwnSeat, takeOwnSeat, type MeetingLine } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import { ownSeatText } from './class-words.ts';
import css from './OwnClasses.module.css';
import { classesKey, useClassNews, useRefreshClasses } from './use-classes.ts';

/** My classes on a phone: where I must be, and seats that I can take. */
export function OwnClassesPage() {
  const { data, error, refetch } = useQuery({ queryKey: [...classesKey, 'own'], queryFn: () => call(getOwnClasses, {}) });
  useClassNews();
  const now = useNow();
  const refresh = useRefreshClasses();
  const taking = useMutation({ mutationFn: (meetingId: string) => call(takeOwnSeat, { params: { meetingId } }), onSuccess: refresh });
  const leaving = useMutation({ mutationFn: (meetingId: string) => call(giveUpOwnSeat, { params: { meetingId } }), onSuccess: refresh });
  const ahead = data?.seats.filter((one) => one.end > now) ?? [];
  const past = data?.seats.filter((one) => one.end <= now).toReversed() ?? [];
  return (
    <div className={css.page}>
      <PageHeader title="My classes" />
      <ProblemAlert error={error} title="Your classes could not be read" onRetry={() => void refetch()} />
      <ProblemAlert error={taking.error ?? leaving.error} title="That could not be done" />
      {!data && !error && <Loader size="sm" />}
      {data && ahead.length === 0 && data.open.length === 0 && (
        <EmptyState title="No class is waiting for you">If one is asked of you later, it appears here, and you are told.</EmptyState>
      )}
      {ahead.map((one) => (
        <Line key={one.meetingId} meeting={one} words={ownSeatText[one.own]}>
          {(one.own === 'seated' || one.own === 'waiting') && (
            <Button variant="default" size="xs" loading={leaving.isPending} onClick={() => leaving.mutate(one.meetingId)}>
              I cannot come
            </Button>
          )}
        </Line>
      ))}
      {data?.open.map(({ courseId, courseName, due, meetings }) => (
        <Section key={courseId} title={courseName} note={due === null ? 'You still need it' : `You need it by ${localDateText(due)}`}>
          {meetings.length === 0 && (
            <p className={css.quiet}>No class of it is planned in your time yet. You are invited as soon as there is one.</p>
          )}
          {meetings.slice(0, 12).map((one) => (
            <Line
              key={one.meetingId}
              meeting={one}
              words={one.taken < one.seats ? `${one.seats - one.taken} seats free` : `Full, ${one.waiting} wait`}
            >
              <Button size="xs" loading={taking.isPending} onClick={() => taking.mutate(one.meetingId)}>
                {one.taken < one.seats ? 'Take a seat' : 'Wait for a seat'}
              </Button>
            </Line>
          ))}
        </Section>
      ))}
      {past.length > 0 && (
        <Section title="Before">
          {past.map((one) => (
            <Line key={one.meetingId} meeting={one} words={ownSeatText[one.own]} />
          ))}
        </Section>
      )}
    </div>
  );
}

function Line({ meeting, words, children }: { meeting: MeetingLine; words: string; children?: ReactNode }) {
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  return (
    <div className={css.line}>
      <div className={css.words}>
        <p className={css.name}>{meeting.courseName}</p>
        <p className={css.when}>
          {dateText(meeting.start, zone)}, {spanText(meeting.start, meeting.end, zone)}
        </p>
        <p className={css.quiet}>
          {meeting.roomName} · {meeting.trainerName} · {words}
        </p>
      </div>
      {children}
    </div>
  );
}
