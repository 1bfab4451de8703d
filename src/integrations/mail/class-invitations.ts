import { createTransport } from 'nodemailer';
import { writeInvitation } from '#integrations/ical/write-invitation.ts';
import { inTime } from './smtp-mail.ts';
import type { ClassPorts } from '#training/classes/ports.ts';

/** Invitations, cancellations and reminders of classes by SMTP; calendars take the first two up by themselves. */
export function classInvitations(url: string, from: string): NonNullable<ClassPorts['invite']> {
  const transport = createTransport(url, { from });
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  return async ({ to, subject, text, messageId, invitation }) => {
    const calendar = invitation && {
      icalEvent: { method: invitation.method, content: writeInvitation(invitation, address, invitation.stamp), filename: 'class.ics' },
    };
    await inTime(transport.sendMail({ to, subject, text, messageId, ...calendar }));
  };
}
