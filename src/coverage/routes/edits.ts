import { newId } from '#kernel/ids.ts';
import type { Interval } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, changedMeanwhile, notFound, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { planChanged } from '../events.ts';
import { applyChange } from '../shell/apply-change.ts';
import { allowed, inverseOf, resolveEdit, verdictsOf, type Change } from '../shell/edit.ts';
import { loadFrame, narrowing, type Frame } from '../shell/frame.ts';
import { assignmentView } from '../shell/views.ts';
import { findPlan, lockPlan, mustBeOpen, nextVersion, type PlanRow } from '../store/plans.ts';
import { findAssignment, lockAssignment, needsByIds } from '../store/roster.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import type { Reader } from '../store/tables.ts';

export function editRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.judgeEdit, async ({ params, body }) => {
    const plan = await findPlan(db, params.planId);
    const { frame, change } = await resolve(db, plan, body.edit, clock.now());
    const verdicts = verdictsOf(frame, change);
    return { allowed: allowed(verdicts), verdicts };
  });

  bind(server, contract.judgePeople, async ({ params, body }) => {
    const plan = await findPlan(db, params.planId);
    const [need] = await needsByIds(db, plan.plan_id, [body.needId]);
    if (!need) throw notFound('This need');
    const existing = body.assignmentId ? await findAssignment(db, plan.plan_id, body.assignmentId) : null;
    const frame = await loadFrame(db, plan, { around: need, needIds: [need.id, ...(existing?.needIds ?? [])] });
    return { people: judgeEverybody(frame, need.id, existing) };
  });

  bind(server, contract.applyEdit, ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const at = clock.now();
      const plan = await lockPlan(tx, params.planId);
      mustBeOpen(plan);
      const { frame, change } = await resolve(tx, plan, body.edit, at);
      const verdicts = verdictsOf(frame, change);
      const { edit } = body;
      if (edit.kind !== 'lock' && !allowed(verdicts))
        throw new Problem(409, 'breaks-rule', verdicts.find((verdict) => verdict.level === 'hard')?.text ?? '', { verdicts });
      const version = await nextVersion(tx, plan);
      const done =
        edit.kind === 'lock'
          ? await applyLock(tx, plan, edit, version)
          : await applyChange(tx, frame, change, { version, at, by: actor, restores: edit.kind === 'restore' });
      await audit(
        tx,
        actor,
        {
          action: `coverage.assignment-${edit.kind}`,
          subjectKind: 'assignment',
          subjectId: done.assignment.id,
          detail: { planId: plan.plan_id, personId: done.assignment.personId, from: change.was?.personId ?? null },
        },
        at,
      );
      await tell(tx, [planChanged(plan.plan_id, version), ...done.news], at);
      return {
        version,
        assignment: assignmentView(done.assignment),
        removed: done.assignment.removed,
        inverse: inverseOf(edit, change, done.assignment.id, done.assignment.version),
        verdicts,
        uncovered: [...done.uncovered],
      };
    }),
  );
}

/** The frame that an edit can be judged in, and what it comes to. @throws Problem when it can not be done at all. */
export async function resolve(reader: Reader, plan: PlanRow, edit: contract.Edit, now: Instant): Promise<{ frame: Frame; change: Change }> {
  const existing = edit.kind === 'assign' ? null : await findAssignment(reader, plan.plan_id, edit.assignmentId);
  if (edit.kind !== 'assign' && !existing) throw notFound('This assignment');
  const [target] = 'needId' in edit && edit.needId ? await needsByIds(reader, plan.plan_id, [edit.needId]) : [];
  const needIds = [...(existing?.needIds ?? []), ...(target ? [target.id] : []), ...(edit.kind === 'put-back' ? edit.to.needIds : [])];
  const spans: Interval[] = [existing, target, edit.kind === 'put-back' ? edit.to : null].filter(
    (span) => span !== null && span !== undefined,
  );
  if (spans.length === 0) throw changedMeanwhile('This need');
  const around = { start: Math.min(...spans.map((span) => span.start)), end: Math.max(...spans.map((span) => span.end)) };
  if (plan.plan_id === contract.publishedPlanId && around.end <= now)
    throw new Problem(409, 'over', 'This is over. What was worked stays as it was.');
  const others = edit.kind === 'put-back' ? [edit.to.personId] : 'personId' in edit && edit.personId ? [edit.personId] : [];
  const personIds = [...new Set([...(existing ? [existing.personId] : []), ...others])];
  const frame = await loadFrame(reader, plan, { around, needIds: [...new Set(needIds)], personIds });
  const change = resolveEdit(frame, edit, existing, newId('as'));
  if (!change.ok) throw refused(change.refusal);
  return { frame, change: change.value };
}

async function applyLock(
  tx: Tx,
  plan: PlanRow,
  edit: contract.Edit & { kind: 'lock' },
  version: number,
): Promise<{ assignment: PlacedAssignment; uncovered: []; news: [] }> {
  await lockAssignment(tx, plan.plan_id, edit.assignmentId, edit.locked, version);
  const assignment = await findAssignment(tx, plan.plan_id, edit.assignmentId);
  if (!assignment) throw notFound('This assignment');
  return { assignment, uncovered: [], news: [] };
}

/** So many people share one problem when all are judged: compiling it once for each would take longer than judging. */
const judgedTogether = 50;

function judgeEverybody(frame: Frame, needId: string, existing: PlacedAssignment | null): contract.JudgedPerson[] {
  const narrow = narrowing(frame);
  const needIds = [needId, ...(existing?.needIds ?? [])];
  const personIds = frame.problem.supporters.map((supporter) => supporter.personId);
  const groups = Array.from({ length: Math.ceil(personIds.length / judgedTogether) }, (_, i) =>
    personIds.slice(i * judgedTogether, (i + 1) * judgedTogether),
  );
  const others = existing ? [existing.personId] : [];
  return groups
    .flatMap((group) => {
      const { problem } = narrow.frame([...new Set([...group, ...others])], needIds);
      return group.map((personId) => {
        const assignments = narrow.assignments([...new Set([personId, ...others])], needIds);
        return judgePerson({ ...frame, problem, assignments }, personId, needId, existing);
      });
    })
    .toSorted((a, b) => Number(b.allowed) - Number(a.allowed) || a.name.localeCompare(b.name, 'en'));
}

function judgePerson(frame: Frame, personId: string, needId: string, existing: PlacedAssignment | null): contract.JudgedPerson {
  const edit: contract.Edit = existing
    ? { kind: 'move', assignmentId: existing.id, version: existing.version, personId, needId }
    : { kind: 'assign', personId, needId };
  const change = resolveEdit(frame, edit, existing, 'new');
  const verdicts: contract.Verdict[] = change.ok
    ? verdictsOf(frame, change.value)
    : [{ rule: change.refusal.code, level: 'hard', text: change.refusal.text }];
  return { personId, name: frame.nameOf(personId), allowed: allowed(verdicts), verdicts };
}
