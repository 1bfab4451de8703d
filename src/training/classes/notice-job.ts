import { findPeople, loadOrganisation } from '#directory/index.ts';
import { toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { findMeeting, type MeetingRow } from './meetings.ts';
import { isOvertaken, leaseNotices, settleNotice, type ClassNotice } from './notices.ts';
import type { ClassPorts, InvitationMail } from './ports.ts';
import { loadCourses, loadRooms } from './set-up.ts';

export interface NoticeJob {
  readonly db: Db;
  readonly now: () => Instant;
  readonly ports: Pick<ClassPorts, 'invite' | 'url'>;
  readonly logError: (error: unknown, doing: string) => void;
}

const batchMax = 50;

/** One batch of invitations, cancellations and reminders; answers how many were handed over. */
export async function sendClassNotices({ db, now, ports, logError }: NoticeJob): Promise<number> {
  const due = await leaseNotices(db, now(), batchMax);
  if (due.length === 0) return 0;
  const people = new Map((await findPeople(db, [...new Set(due.map((row) => row.person_id))])).map((one) => [one.personId, one]));
  const names = {
    courses: new Map((await loadCourses(db)).map((one) => [one.courseId, one.name])),
    rooms: new Map((await loadRooms(db)).map((one) => [one.roomId, one.name])),
    organisation: await loadOrganisation(db),
  };
  let sent = 0;
  for (const notice of due) {
    const [person, meeting] = [people.get(notice.person_id), await findMeeting(db, notice.meeting_id)];
    if (!ports.invite || !person || person.email === '' || !meeting || (await isOvertaken(db, notice))) {
      await settleNotice(db, notice, 'none');
      continue;
    }
    const name = `${person.givenName} ${person.familyName}`;
    const mail = mailOf(notice, meeting, { name, email: person.email }, names, ports.url, now());
    const outcome = await ports.invite(mail).then(
      () => 'sent' as const,
      (error: unknown) => {
        logError(error, `class notice ${notice.notice_id}`);
        return 'again' as const;
      },
    );
    if (outcome === 'sent') sent++;
    await settleNotice(db, notice, outcome);
  }
  return sent;
}

interface Names {
  readonly courses: ReadonlyMap<string, string>;
  readonly rooms: ReadonlyMap<string, string>;
  readonly organisation: { readonly name: string; readonly timeZone: TimeZone };
}

function mailOf(
  notice: ClassNotice,
  meeting: MeetingRow,
  attendee: { readonly name: string; readonly email: string },
  { courses, rooms, organisation }: Names,
  url: string | null,
  now: Instant,
): InvitationMail {
  const [course, room] = [courses.get(meeting.courseId) ?? meeting.courseId, rooms.get(meeting.roomId) ?? meeting.roomId];
  const { date, time } = toLocal(meeting.start, organisation.timeZone);
  const link = url === null ? '' : `\n\n${new URL('/learn/classes', url).href}`;
  const what = { invite: 'You have a seat', cancel: 'You no longer have a seat', reminder: 'Soon' }[notice.kind];
  const text = `${what}: ${course}, ${date} at ${time}, ${room}.${link}\n`;
  const messageId = `<${notice.notice_id}@atelbow>`;
  const mail = { to: attendee.email, subject: `${what}: ${course}, ${date} ${time}`, text, messageId };
  if (notice.kind === 'reminder') return mail;
  return {
    ...mail,
    invitation: {
      uid: `${meeting.meetingId}.${notice.person_id}@atelbow`,
      sequence: notice.sequence,
      method: notice.kind === 'cancel' ? 'CANCEL' : 'REQUEST',
      start: meeting.start,
      end: meeting.end,
      summary: course,
      description: `EHR training: ${course}`,
      location: room,
      organizerName: organisation.name,
      attendee,
      stamp: now,
    },
  };
}
