import { findPeople } from '#directory/index.ts';
import type { Db } from '#platform/db/open.ts';
import type { SupportPorts } from './ports.ts';
import { changeDesk, type DeskDeps } from './shell/change-desk.ts';
import { isDue } from './store/desk.ts';
import { deliver } from './shell/hand-over.ts';
import { takeMail } from './shell/mail-in.ts';
import { sendMails } from './shell/mail-out.ts';
import { declinePages, leasePages, notePage } from './store/pages.ts';

type LogError = (error: unknown, doing: string) => void;

const beatMs = 500;
const pagesAtOnce = 50;

/** Dispatches when a timer is due and sends pages, for as long as the process lives. Answers how to end it. */
export function startSupportJobs(deps: DeskDeps, ports: SupportPorts, logError: LogError): () => Promise<void> {
  const ends = [
    every(() => dispatchDue(deps), logError, 'dispatch'),
    every(() => sendPages(deps.db, ports.page, logError), logError, 'pages'),
    every(() => sendMails(deps.db, ports, logError), logError, 'mail'),
    ...(ports.handOvers.length > 0 ? [every(() => deliver(deps.db, ports.handOvers, ports.url, logError), logError, 'hand-over')] : []),
    ...(ports.mailbox ? [ports.mailbox.open((mail) => takeMail(deps, mail), logError)] : []),
  ];
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

function every(work: () => Promise<unknown>, logError: LogError, doing: string): () => Promise<void> {
  let working: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    working ??= work()
      .catch((error: unknown) => logError(error, doing))
      .finally(() => {
        working = null;
      });
  }, beatMs);
  return async () => {
    clearInterval(timer);
    await working;
  };
}

/** The timer lives in the database: whichever instance sees it first dispatches, and the others then find nothing due. */
export async function dispatchDue(deps: DeskDeps): Promise<void> {
  const due = await deps.db.tx(async (tx) => isDue(tx, await deps.now(tx)));
  if (due) await changeDesk(deps, (state) => ({ state, answer: undefined }));
}

/** One batch; answers how many were handed over. After a crash between sending and noting it, a page goes out again under its own key. */
export async function sendPages(db: Db, page: SupportPorts['page'], logError: LogError): Promise<number> {
  if (!page) {
    await declinePages(db);
    return 0;
  }
  const due = await leasePages(db, pagesAtOnce);
  const people = new Map((await findPeople(db, [...new Set(due.map((row) => row.person_id))])).map((one) => [one.personId, one]));
  const outcomes = await Promise.all(
    due.map(async (row) => {
      const person = people.get(row.person_id);
      const outcome = person
        ? await page
            .send({
              to: { personId: person.personId, email: person.email, phone: person.phone, pager: person.pager },
              text: row.text,
              key: row.page_id,
            })
            .catch((error: unknown) => {
              logError(error, `page ${row.page_id}`);
              return 'again' as const;
            })
        : 'none';
      await notePage(db, { page_id: row.page_id, tries: Number(row.tries) }, outcome);
      return outcome;
    }),
  );
  return outcomes.filter((outcome) => outcome === 'sent').length;
}
