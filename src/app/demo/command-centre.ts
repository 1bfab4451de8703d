import * as coverage from '#coverage/contract.ts';
import { loadGoLives, loadPeople } from '#directory/index.ts';
import { hourMs, minuteMs, type Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Call } from '#platform/http/call.ts';
import * as support from '#support/contract.ts';
import { databaseNow, deskHand, liveInThePast } from '#support/index.ts';
import { badBuild, storm } from './storm-script.ts';
import { SupportFloor, type Askers } from './support-floor.ts';

/*
 * The demo's support in its last hours: an ordinary morning, a bad build and the storm of requests after it, and what the command centre made of
 * it. The past is lived through the desk's own code by a clock of its own (`liveInThePast`); what the command centre did came through its routes.
 */
export interface Floors {
  readonly askers: Askers;
  readonly helpers: readonly { personId: string; unitId: string }[];
}

const scales = { S: 0.6, M: 2.2, L: 3.5 } as const;

export async function furnishCommandCentre(
  db: Db,
  call: Call,
  { size, seed, at, today }: { size: 'S' | 'M' | 'L'; seed: number; at: Instant; today: string },
  note: (line: string) => void,
): Promise<void> {
  const floors = await findFloors(db, call, today);
  const ofStorm: string[] = [];
  await liveInThePast(db, async (hand, setNow) => {
    const floor = new SupportFloor(hand, floors.askers, seed);
    const start = at - storm.historyMinutes * minuteMs;
    setNow(start);
    await floor.comeOnDuty(floors.helpers);
    for (let minutesAgo = storm.historyMinutes; minutesAgo > 0; minutesAgo--) {
      const now = at - minutesAgo * minuteMs;
      setNow(now);
      await floor.minute(now, minutesAgo, scales[size]);
    }
    ofStorm.push(...floor.ofStorm);
  });
  await answerStorm(call, ofStorm, at);
  note(`  ${ofStorm.length} requests of one bad build, and a command centre that works on it`);
}

/** Units and people of the board of today: who asks where, and who is there to help. */
async function findFloors(db: Db, call: Call, today: string): Promise<Floors> {
  const { assignments } = coverage.unpackBoard(await call(coverage.getBoard, { query: { from: today, to: today } }));
  const helpers = new Map(
    assignments.flatMap(({ personId, unitId, kind }) =>
      kind === 'unit' && unitId !== null ? [[personId, { personId, unitId }] as const] : [],
    ),
  );
  return { askers: await askersNow(db), helpers: [...helpers.values()] };
}

/** Units that are live, and the people who may ask there. */
async function askersNow(db: Db): Promise<Askers> {
  const units = [...new Set((await loadGoLives(db)).map(({ unitId }) => unitId))];
  const people = await loadPeople(db);
  const of = (roles: readonly string[]): string[] => people.filter((one) => roles.includes(one.jobRole)).map((one) => one.personId);
  const byClass = { provider: of(['physician']), nurse: of(['nurse']), other: of(['ma', 'pharmacist', 'front-desk', 'biller']) };
  return { units, peopleOf: (askerClass) => byClass[askerClass] };
}

async function answerStorm(call: Call, ofStorm: readonly string[], at: Instant): Promise<void> {
  const issue = await call(support.createIssue, {
    body: { title: badBuild, workaround: 'Order each item by itself from the order search. Analysts are restoring last night’s build.' },
  });
  const second = await call(support.createIssue, {
    body: { title: 'Scanners on rolling workstations lose their pairing', workaround: 'Hold the trigger for five seconds to pair again.' },
  });
  if (ofStorm.length > 0) {
    await call(support.attachRequests, { params: issue, body: { requestIds: [...ofStorm] } });
    await call(support.declareIncident, {
      body: { title: badBuild, text: 'Order each item by itself; last night’s build is being restored.', issueId: issue.issueId },
    });
    await call(support.broadcast, { params: issue, body: { text: issue.workaround, answers: false } });
  }
  const plan = { answerKind: null, answer: '', refresher: '', ownerId: null, version: 0 };
  await call(support.changeResolution, {
    params: issue,
    body: { ...plan, stage: 'working', ownerName: 'Order team', dueAt: at + hourMs },
  });
  await call(support.changeResolution, {
    params: second,
    body: { ...plan, stage: 'found', ownerName: 'Device desk', dueAt: at - 2 * hourMs, refresher: 'Pairing a scanner' },
  });
  await call(support.createPeriod, { body: periodOf(at) });
  const huddle = await call(support.createHuddle, { body: { at } });
  const action = { text: 'Check every order set before noon', ownerName: 'Order team', dueAt: at + 3 * hourMs, issueId: issue.issueId };
  await call(support.addAction, { params: huddle, body: action });
  await call(support.addAction, {
    params: huddle,
    body: { text: 'Spare scanners to the units', ownerName: 'Device desk', dueAt: at + 5 * hourMs },
  });
  await call(support.handOver, { body: { notes: 'The build is being restored; order team reports on the half hour.' } });
}

const periodOf = (at: Instant) => {
  const job = (text: string, done = false) => ({ text, done });
  const position = (name: string, holder: string, ...jobs: { text: string; done: boolean }[]) => ({
    position: name,
    holder,
    personId: null,
    jobs,
  });
  const startsAt = Math.floor(at / hourMs) * hourMs - 5 * hourMs;
  return {
    name: 'Go-live week 2, day shift',
    startsAt,
    endsAt: startsAt + 12 * hourMs,
    objectives: [job('Nobody waits over twenty minutes'), job('Last night’s build restored'), job('Night gaps closed by 16:00', true)],
    positions: [
      position('Incident commander', 'Lena Lead', job('Hold the huddle', true), job('Decide on a major incident', true)),
      position('Operations chief', 'Desk, day shift', job('Watch queue and wall'), job('Call in relief before the next shift')),
      position('Planning chief', '', job('Keep the resolution plan'), job('Close gaps of the next 12 hours')),
      position('Liaison officer', 'Vendor desk', job('Status to the executive sponsor')),
    ],
  };
};

const beatMs = 30_000;
/** Of the quiet end of the history: somebody asks now and then. */
const quietMinutesAgo = 11;

/** While the demo runs its people go on: phones that answer, help that ends, somebody who asks now and then. Answers how to stop it. */
export function keepFloorsAlive(db: Db, visitor: string | null, logError: (error: unknown) => void): () => void {
  let floor: SupportFloor | null = null;
  let working = false;
  const live = async (): Promise<void> => {
    floor ??= new SupportFloor(deskHand({ db, now: databaseNow }), await askersNow(db), Date.now(), visitor);
    await floor.goOnNow(quietMinutesAgo, (scales.S * beatMs) / minuteMs);
  };
  const timer = setInterval(() => {
    if (working) return;
    working = true;
    void live()
      .catch(logError)
      .finally(() => {
        working = false;
      });
  }, beatMs);
  timer.unref();
  return () => clearInterval(timer);
}
