import { findPeople, loadUnits } from '#directory/index.ts';
import type { Instant } from '#kernel/time.ts';
import { every, type LogError } from '#platform/beat.ts';
import type { Db } from '#platform/db/open.ts';
import { channelNames, type Ladder } from './core/ladder/ladder.ts';
import type { Channels, PageMessage, SupportPorts } from './ports.ts';
import { changeDesk, type DeskDeps } from './shell/change-desk.ts';
import { isDue } from './store/desk.ts';
import { takeMail } from './shell/mail-in.ts';
import { sendMails } from './shell/mail-out.ts';
import { deliver } from './shell/ticket-systems.ts';
import { declinePages, leasePages, notePage, type LeasedPage } from './store/pages.ts';
import { loadSettings } from './store/settings.ts';

const beatMs = 500;
const pagesAtOnce = 50;

/** Dispatches when a timer is due and sends pages, for as long as the process lives. Answers how to end it. */
export function startSupportJobs(deps: DeskDeps, ports: SupportPorts, logError: LogError): () => Promise<void> {
  const { mailbox, ticketSystems, url } = ports;
  const ends = [
    every(beatMs, () => dispatchDue(deps), logError, 'dispatch'),
    every(beatMs, () => sendPages(deps, ports.channels, logError), logError, 'pages'),
    every(beatMs, () => sendMails(deps.db, ports, logError), logError, 'mail'),
    ...(ticketSystems.length > 0 ? [every(beatMs, () => deliver(deps.db, ticketSystems, url, logError), logError, 'ticket systems')] : []),
    ...(mailbox ? [mailbox.open((mail) => takeMail(deps, mail), logError)] : []),
  ];
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

/** The timer lives in the database: whichever instance sees it first dispatches, and the others then find nothing due. */
export async function dispatchDue(deps: DeskDeps): Promise<void> {
  const due = await deps.db.tx(async (tx) => isDue(tx, await deps.now(tx)));
  if (due) await changeDesk(deps, (state) => ({ state, answer: undefined }));
}

/**
 * Sends what is due; answers how many were handed over. Whoever has no address on a channel is tried on the next one in the same beat. After a
 * crash between sending and noting it, a page goes out again under its own key.
 */
export async function sendPages(deps: DeskDeps, channels: Channels, logError: LogError): Promise<number> {
  if (Object.keys(channels).length === 0) {
    await declinePages(deps.db);
    return 0;
  }
  let sent = 0;
  // A rung that reaches nobody makes the next one due, so as many rounds as there are rungs.
  for (let round = 0; round < channelNames.length; round++) {
    const handed = await sendBatch(deps, channels, logError);
    if (handed === null) break;
    sent += handed;
  }
  return sent;
}

/** Null: nothing was due. */
async function sendBatch({ db, now: clock }: DeskDeps, channels: Channels, logError: LogError): Promise<number | null> {
  const { now, ladder } = await db.tx(async (tx) => ({ now: await clock(tx), ladder: await loadLadder(tx) }));
  const due = await leasePages(db, pagesAtOnce, now);
  if (due.length === 0) return null;
  const messages = await messagesOf(db, due, now);
  const outcomes = await Promise.all(
    due.map(async (row) => {
      const [message, channel] = [messages.get(row.page_id), channels[row.channel]];
      const outcome =
        message && channel
          ? await channel.send(message).catch((error: unknown) => {
              logError(error, `page ${row.page_id}`);
              return 'again' as const;
            })
          : ('none' as const);
      await notePage(db, row, outcome, ladder, now);
      return outcome;
    }),
  );
  return outcomes.filter((outcome) => outcome === 'sent').length;
}

async function messagesOf(db: Db, due: readonly LeasedPage[], now: Instant): Promise<ReadonlyMap<string, PageMessage>> {
  const people = new Map((await findPeople(db, [...new Set(due.map((row) => row.person_id))])).map((one) => [one.personId, one]));
  const units = new Map((await loadUnits(db)).map((unit) => [unit.unitId, unit.name]));
  return new Map(
    due.flatMap((row): [string, PageMessage][] => {
      const person = people.get(row.person_id);
      if (!person) return [];
      const { personId, email, phone, pager } = person;
      const message: PageMessage = {
        to: { personId, email, phone, pager },
        text: row.text,
        key: row.page_id,
        unitName: units.get(row.unit_id) ?? row.unit_id,
        priority: row.priority,
        callBackCode: String(row.number),
        offerId: row.offer_id,
        expiresAt: row.expires_at.getTime(),
        now,
      };
      return [[row.page_id, message]];
    }),
  );
}

async function loadLadder(tx: Parameters<typeof loadSettings>[0]): Promise<Ladder> {
  const { pushWaitSeconds, pagerWaitSeconds, mailWaitSeconds, smsWaitSeconds } = await loadSettings(tx);
  return { push: pushWaitSeconds, pager: pagerWaitSeconds, mail: mailWaitSeconds, sms: smsWaitSeconds, voice: 0 };
}
