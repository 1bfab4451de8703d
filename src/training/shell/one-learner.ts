import { addDays, toInstant, type Instant, type LocalDate } from '#kernel/time.ts';
import { notFound } from '#platform/http/problem.ts';
import type * as contract from '../contract/gate.ts';
import { decide } from '../core/gate/decide.ts';
import type { Reader } from '../store/tables.ts';
import { factsOf, loadPicture, type GatePicture } from './gate-picture.ts';
import type { KnownLearner } from './load-gate.ts';
import { decisionView, standingOf } from './standing.ts';

export interface OneLearner {
  readonly picture: GatePicture;
  readonly known: KnownLearner;
}

/** @throws Problem 404 when the directory does not have them. */
export async function loadOne(on: Reader, personId: string, now: Instant): Promise<OneLearner> {
  const picture = await loadPicture(on, now, [personId]);
  const known = picture.learners[0];
  if (!known) throw notFound('This person');
  return { picture, known };
}

export const standingOfOne = ({ picture, known }: OneLearner): contract.Standing => standingOf(picture, known);

/** In this job role; by default in the one that they hold. */
export function decisionOfOne(one: OneLearner, jobRole?: string): contract.DecisionView {
  const { picture, known } = one;
  if (jobRole === undefined) return standingOf(picture, known).decision;
  const facts = factsOf(picture, known.person.personId);
  return decisionView(picture, jobRole, decide(known.learner, jobRole, picture.rules, facts, picture.now));
}

/** The end of a last day, where the organisation counts days. */
export function endOfDay({ picture }: OneLearner, date: LocalDate | null): Instant | null {
  if (date === null) return null;
  const midnight = toInstant(addDays(date, 1), '00:00', picture.rules.timeZone);
  return midnight.ok ? midnight.value : Date.parse(`${addDays(date, 1)}T12:00:00Z`);
}
