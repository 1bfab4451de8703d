import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { refused } from '#platform/http/problem.ts';
import type { PlayerMove } from '../contract/player.ts';
import { goOn, goTo } from '../core/sequencing/course-way.ts';
import { wordsOf } from '../core/sequencing/exceptions.ts';
import { abandonOpen, deliverUnit, type Launched } from './launch.ts';
import { findWay, findWayLeft, keepTracking } from './sequence.ts';
import type { PackageRow, RegistrationRow, SessionRow } from './tables.ts';

export interface Moved {
  readonly launched: Launched | null;
  /** The course is left: gone through, suspended, or over. */
  readonly ended: boolean;
  /** Why nothing is opened. */
  readonly text: string | null;
}

interface From {
  readonly package: PackageRow;
  readonly session: SessionRow;
  readonly registration: RegistrationRow;
  readonly origin: string;
  readonly now: Instant;
}

const over = { launched: null, ended: false, text: 'This unit is over already. Choose one in the list.' };

/** What follows when a learner or a SCO wants to go on from a unit, with the registration locked: the unit is over, another may be opened. */
export async function moveFrom(tx: Tx, from: From, { to, target = '' }: PlayerMove): Promise<Moved> {
  const { package: row, session, registration, now } = from;
  const way = await findWay(tx, row.course, registration);
  if (!way) throw refused({ code: 'no-sequencing', text: 'This course has no order of its own. Choose a unit in the list.' });
  if (session.ended_by === null) await abandonOpen(tx, row, registration, now, session.session_id);
  const isLook = session.mode !== 'Normal';
  if (!isLook && way.tree.leaves[session.unit]?.id !== way.tracking.current) return over;
  if (isLook && to !== 'continue') return { launched: null, ended: false, text: null };
  // Who only looked at a unit again goes on with the course where it is.
  const left = isLook ? await findWayLeft(tx, row.course, registration) : null;
  const { tracking, outcome } = left ? goOn(left) : goTo(way, to === 'choice' || to === 'jump' ? { kind: to, target } : { kind: to });
  // The standard would have ended the unit by now. Who is told that there is no way is not to lose what they were in as well.
  if (outcome.kind === 'exception') return { launched: null, ended: false, text: wordsOf(outcome.code) };
  await keepTracking(tx, registration, tracking, now);
  if (outcome.kind !== 'deliver') return { launched: null, ended: outcome.kind === 'end', text: null };
  const common = { package: row, registration, personId: registration.person_id, origin: from.origin, now };
  const launched = await deliverUnit(tx, { ...common, unit: outcome.unit, mode: 'Normal', resumed: outcome.isResumed });
  return { launched, ended: false, text: null };
}
