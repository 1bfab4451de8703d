import { loadPeople } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { changedMeanwhile, invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/matrix.ts';
import { matrixChanged } from '../events.ts';
import { addDefaults } from '../shell/add-defaults.ts';
import * as store from '../store/matrix.ts';

export function matrixRoutes(deps: Deps): void {
  readRoutes(deps);
  requirementRoutes(deps);
  proofRoutes(deps);
}

/** Every change of the matrix: its line in the audit log, then the news. */
async function changed(tx: Tx, actor: Actor, action: string, subjectId: string, at: number): Promise<void> {
  await audit(tx, actor, { action: `training.${action}`, subjectKind: 'training-matrix', subjectId }, at);
  await tell(tx, [matrixChanged()], at);
}

function readRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getMatrix, async () => {
    const [competencies, profiles, requirements, teachings, equivalences, people] = await Promise.all([
      store.loadCompetencies(db),
      store.loadRoleProfiles(db),
      store.loadRequirements(db),
      store.loadTeachings(db),
      store.loadEquivalences(db),
      loadPeople(db),
    ]);
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const counts = Map.groupBy(
      people.filter((one) => one.endDate === null || one.endDate >= today),
      (one) => one.jobRole,
    );
    const known = new Map(profiles.map((one) => [one.jobRole, one]));
    const names = new Set([...counts.keys(), ...known.keys(), ...requirements.map((one) => one.jobRole)]);
    const roles = [...names].map((jobRole) => ({
      ...(known.get(jobRole) ?? { jobRole, accessProfiles: [], needsNothing: '' }),
      people: counts.get(jobRole)?.length ?? 0,
    }));
    return {
      competencies: [...competencies],
      roles: roles.toSorted((a, b) => b.people - a.people || a.jobRole.localeCompare(b.jobRole)),
      requirements: [...requirements],
      teachings: [...teachings],
      equivalences: [...equivalences],
    };
  });

  bind(server, contract.addDefaultMatrix, async ({ actor }) =>
    db.tx(async (tx) => {
      const added = await addDefaults(tx, clock.now());
      await changed(tx, actor, 'defaults-added', 'matrix', clock.now());
      return added;
    }),
  );
}

function requirementRoutes({ db, clock, server }: Deps): void {
  const remark = async (
    tx: Tx,
    actor: Actor,
    cell: { jobRole: string; competencyId: string },
    said: Pick<contract.Remark, 'stance' | 'text'>,
  ) => {
    const row = {
      remark_id: newId('rem'),
      job_role: cell.jobRole,
      competency_id: cell.competencyId,
      by_name: actor.name,
      at: new Date(clock.now()),
    };
    await store.insertRemark(tx, { ...row, ...said });
    return { at: clock.now(), byName: actor.name, ...said };
  };

  bind(server, contract.saveRequirement, async ({ params, body: { version, why, ...body }, actor }) =>
    db.tx(async (tx) => {
      await mustExist(tx, params.competencyId);
      if (!(await store.saveRequirementRow(tx, { ...params, ...body }, version))) throw changedMeanwhile('This requirement');
      if (why !== '') await remark(tx, actor, params, { stance: 'changed', text: why });
      const remarks = (await store.loadRemarks(tx, params.jobRole, params.competencyId)).length;
      await changed(tx, actor, 'requirement-saved', `${params.jobRole}/${params.competencyId}`, clock.now());
      return { ...params, ...body, version: version + 1, remarks };
    }),
  );

  bind(server, contract.removeRequirement, async ({ params, query, actor }) =>
    db.tx(async (tx) => {
      if (!(await store.deleteRequirement(tx, params.jobRole, params.competencyId, query.version)))
        throw changedMeanwhile('This requirement');
      await remark(tx, actor, params, { stance: 'changed', text: `Removed: ${query.why}` });
      await changed(tx, actor, 'requirement-removed', `${params.jobRole}/${params.competencyId}`, clock.now());
      return {};
    }),
  );

  bind(server, contract.listRemarks, async ({ params }) => ({
    remarks: (await store.loadRemarks(db, params.jobRole, params.competencyId)).map((row) => ({
      at: row.at.getTime(),
      byName: row.by_name,
      stance: row.stance,
      text: row.text,
    })),
  }));

  bind(server, contract.addRemark, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      await mustExist(tx, params.competencyId);
      const said = await remark(tx, actor, params, body);
      const entry = {
        action: 'training.remark-added',
        subjectKind: 'training-matrix',
        subjectId: `${params.jobRole}/${params.competencyId}`,
      };
      await audit(tx, actor, entry, clock.now());
      return said;
    }),
  );
}

function proofRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.saveCompetency, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      await store.upsertCompetency(tx, { ...params, ...body }, new Date(clock.now()));
      await changed(tx, actor, 'competency-saved', params.competencyId, clock.now());
      return { ...params, ...body };
    }),
  );

  bind(server, contract.saveTeachings, async ({ body: { activity, activityId, teaches }, actor }) =>
    db.tx(async (tx) => {
      for (const { competencyId } of teaches) await mustExist(tx, competencyId);
      if (new Set(teaches.map((one) => one.competencyId)).size < teaches.length) throw invalid('Name each competency once.');
      await store.setTeachings(tx, activity, activityId, teaches);
      await changed(tx, actor, 'teachings-saved', `${activity}/${activityId}`, clock.now());
      return { teachings: teaches.map((one) => ({ activity, activityId, ...one })) };
    }),
  );

  bind(server, contract.saveEquivalence, async ({ body, actor }) =>
    db.tx(async (tx) => {
      for (const competencyId of [body.fromCompetency, body.toCompetency]) await mustExist(tx, competencyId);
      if (body.fromCompetency === body.toCompetency) throw invalid('A competency is equivalent to itself already. Choose another.');
      await store.upsertEquivalence(tx, body);
      await changed(tx, actor, 'equivalence-saved', `${body.fromCompetency}/${body.toCompetency}`, clock.now());
      return body;
    }),
  );

  bind(server, contract.removeEquivalence, async ({ params, actor }) =>
    db.tx(async (tx) => {
      await store.deleteEquivalence(tx, params.fromCompetency, params.toCompetency);
      await changed(tx, actor, 'equivalence-removed', `${params.fromCompetency}/${params.toCompetency}`, clock.now());
      return {};
    }),
  );

  bind(server, contract.saveRoleProfile, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      await store.upsertRoleProfile(tx, { ...params, ...body });
      await changed(tx, actor, 'role-profile-saved', params.jobRole, clock.now());
      return { ...params, ...body };
    }),
  );
}

async function mustExist(tx: Tx, competencyId: string): Promise<void> {
  if (!(await store.loadCompetencies(tx)).some((one) => one.competencyId === competencyId)) throw notFound(`Competency ${competencyId}`);
}
