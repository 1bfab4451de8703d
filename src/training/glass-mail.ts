import { sql } from 'kysely';
import { findPeople, loadOrganisation, loadPeople } from '#directory/index.ts';
import { minuteMs, toLocal, type Instant } from '#kernel/time.ts';
import { every, type LogError } from '#platform/beat.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import { readNews, type NewsReader } from '#platform/realtime/news-reader.ts';
import { loadFacts } from './ledger/load-facts.ts';
import type { TrainingPorts } from './ports.ts';

const beatMs = 1000;
const triesMax = 8;
const atOnce = 20;

/** Tells the leads of a unit by mail that one of theirs works without certification. Answers how to end it. */
export function startGlassMail(
  { db, clock }: { db: Db; clock: Clock },
  { mail, url }: Pick<TrainingPorts, 'mail' | 'url'>,
  logError: LogError,
): () => Promise<void> {
  const beat = async (): Promise<void> => {
    await readNews(db, glassReader);
    if (mail) await sendDue(db, { mail, url, now: clock.now(), logError });
  };
  return every(beatMs, beat, logError, 'break-glass mail');
}

/** Those whom it concerns: the manager of whoever broke glass, and the nurse managers of their unit. */
const glassReader: NewsReader = {
  name: 'training.glass-mail',
  kinds: ['training.glass-broken'],
  hear: async (tx, { subject }) => {
    const fact = (await loadFacts(tx, { personIds: [subject], kinds: ['glass-broken'] })).at(-1);
    const [person] = await findPeople(tx, [subject]);
    if (!fact || !person) return;
    const leads = (await loadPeople(tx)).filter(
      (one) =>
        one.personId !== subject &&
        (one.personId === person.managerId ||
          (one.jobRole === 'nurse-manager' && one.homeUnit !== null && one.homeUnit === person.homeUnit)),
    );
    for (const lead of leads)
      await sql`insert into training_lead_mail (fact_id, lead_id, person_id, job_role, until, due_at)
        values (${fact.factId}, ${lead.personId}, ${subject}, ${fact.jobRole}, ${new Date(fact.until)}, ${new Date(fact.at)})
        on conflict do nothing`.execute(tablesIn(tx));
  },
};

interface DueMail {
  readonly fact_id: string;
  readonly lead_id: string;
  readonly person_id: string;
  readonly job_role: string;
  readonly until: Date;
  readonly tries: number;
}

interface Sending {
  readonly mail: NonNullable<TrainingPorts['mail']>;
  readonly url: string | null;
  readonly now: Instant;
  readonly logError: LogError;
}

/** One batch; a message carries the same id however often it is tried. */
async function sendDue(db: Db, sending: Sending): Promise<void> {
  const due = await db.tx((tx) => lease(tx, sending.now));
  if (due.length === 0) return;
  const people = new Map(
    (await findPeople(db, [...new Set(due.flatMap((row) => [row.lead_id, row.person_id]))])).map((one) => [one.personId, one]),
  );
  const { timeZone } = await loadOrganisation(db);
  for (const row of due) {
    const [to, person] = [people.get(row.lead_id)?.email ?? '', people.get(row.person_id)];
    const name = person ? `${person.givenName} ${person.familyName}`.trim() : row.person_id;
    const { date, time } = toLocal(row.until.getTime(), timeZone);
    // No reason: what somebody typed stays behind the sign-in.
    const link =
      sending.url === null ? '' : `\n\nWhy, and what is missing: ${new URL(`/training/people/${row.person_id}`, sending.url).href}`;
    const text = `${name} (${row.job_role}) works in the EHR without certification, in an emergency, until ${date} ${time}.${link}\n`;
    const outcome = to === '' ? 'none' : await hand(sending, row, { to, subject: `Break-glass: ${name}, until ${date} ${time}`, text });
    await sql`update training_lead_mail set outcome = ${outcome} where fact_id = ${row.fact_id} and lead_id = ${row.lead_id}`.execute(
      tablesIn(db),
    );
  }
}

async function hand(
  { mail, logError }: Sending,
  row: DueMail,
  message: { to: string; subject: string; text: string },
): Promise<'sent' | 'failed' | null> {
  try {
    await mail.send({ ...message, messageId: `<glass-${row.fact_id}-${row.lead_id}@atelbow>` });
    return 'sent';
  } catch (error) {
    logError(error, `break-glass mail ${row.fact_id}`);
    return row.tries >= triesMax ? 'failed' : null;
  }
}

/** For a minute, then doubling, so that no two instances send the same and a dead server is not asked every second. */
async function lease(tx: Tx, now: Instant): Promise<DueMail[]> {
  const { rows } = await sql<DueMail>`
    update training_lead_mail m set tries = m.tries + 1, due_at = ${new Date(now)}::timestamptz + (power(2, m.tries) * ${minuteMs} / 1000) * interval '1 second'
    from (select fact_id, lead_id from training_lead_mail where outcome is null and due_at <= ${new Date(now)}
      order by due_at limit ${atOnce} for update skip locked) due
    where m.fact_id = due.fact_id and m.lead_id = due.lead_id
    returning m.fact_id, m.lead_id, m.person_id, m.job_role, m.until, m.tries`.execute(tablesIn(tx));
  return rows;
}
