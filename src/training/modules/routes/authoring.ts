import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { changedMeanwhile, invalid, notFound, Problem } from '#platform/http/problem.ts';
import { tell, type News } from '#platform/realtime/outbox.ts';
import * as contract from '../../contract/modules.ts';
import { feedbackOn } from '../../core/modules/feedback.ts';
import { learnerView } from '../../core/modules/learner-view.ts';
import { findQuestion, practiceOf } from '../../core/modules/module.ts';
import type { Given } from '../../core/modules/question.ts';
import { rightAnswer } from '../../core/modules/guess.ts';
import { finishRepair, lockRepair, type Closing } from '../../feedback/store.ts';
import { modulePublished, modulesChanged } from '../events.ts';
import { readModule } from '../read-module.ts';
import { lintSource, publishSource } from '../shell/publish.ts';
import { addStarter } from '../shell/starter.ts';
import { moduleView } from '../shell/way.ts';
import { moduleLines } from '../store/lines.ts';
import { deleteDraft, findDraft, writeDraft } from '../store/drafts.ts';
import { currentVersion, findVersion, setWithdrawn, versionsOf } from '../store/versions.ts';

export function authoringRoutes(deps: Deps): void {
  readRoutes(deps);
  draftRoutes(deps);
  publishRoutes(deps);
}

function readRoutes({ db, server }: Deps): void {
  bind(server, contract.listModules, async () => ({ modules: await moduleLines(db) }));

  bind(server, contract.getModule, async ({ params: { moduleId } }) => {
    const draft = await findDraft(db, moduleId);
    const current = await currentVersion(db, moduleId);
    if (!draft && !current) throw notFound('This module');
    return {
      moduleId,
      source: draft?.source ?? current?.source ?? '',
      draft: draft && {
        revision: draft.revision,
        baseVersion: draft.base_version,
        savedAt: draft.saved_at.getTime(),
        savedBy: draft.saved_by,
      },
      currentVersion: current?.version ?? null,
      withdrawn: Boolean(current?.withdrawn_at),
      versions: (await versionsOf(db, moduleId)).map((row) => ({
        version: row.version,
        publishedAt: row.published_at.getTime(),
        publishedBy: row.published_by,
        changeNote: row.change_note,
        answers: row.answers,
        contentHash: row.content_hash.toString('hex'),
      })),
    };
  });

  bind(server, contract.getModuleSource, async ({ params }) => {
    const row = await findVersion(db, params.moduleId, params.version);
    if (!row) throw notFound('This version');
    return { source: row.source };
  });

  bind(server, contract.previewModule, async ({ body }) => {
    const { module, issues } = await lintSource(db, body.source);
    const pooled = new Set(module?.pool ?? []);
    const questions = module ? [...practiceOf(module), ...module.pool] : [];
    return {
      issues: [...issues],
      module: module && moduleView(module, 0, 'preview'),
      items: questions.map((question) => ({
        question: learnerView(question, 1) as contract.Preview['items'][number]['question'],
        solution: feedbackOn(question, rightAnswer(question)).solution,
        task: question.task,
        pool: pooled.has(question),
        line: question.line,
      })),
    };
  });

  bind(server, contract.tryAnswer, async ({ body }) => {
    const { module } = readModule(body.source);
    const question = module && findQuestion(module, body.itemId);
    if (!question) throw invalid('There is no such question in this file, or it cannot be read.');
    return feedbackOn(question, body.given as Given);
  });
}

/** The change, its line in the audit log, and the news of it. */
export async function noted(tx: Tx, actor: Actor, action: string, subjectId: string, at: number, news: News): Promise<void> {
  await audit(tx, actor, { action: `training.${action}`, subjectKind: 'training-module', subjectId }, at);
  await tell(tx, [news], at);
}

function draftRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.saveDraft, async ({ params: { moduleId }, body, actor }) =>
    db.tx(async (tx) => {
      const current = await currentVersion(tx, moduleId);
      const row = {
        module_id: moduleId,
        source: body.source,
        base_version: current?.version ?? null,
        revision: body.revision + 1,
        saved_at: new Date(clock.now()),
        saved_by: actor.name,
      };
      if (!(await writeDraft(tx, row))) throw changedMeanwhile('The draft');
      await noted(tx, actor, 'draft-saved', moduleId, clock.now(), modulesChanged(moduleId));
      return { revision: row.revision };
    }),
  );

  bind(server, contract.dropDraft, async ({ params: { moduleId }, actor }) =>
    db.tx(async (tx) => {
      if (!(await deleteDraft(tx, moduleId))) throw notFound('This draft');
      await noted(tx, actor, 'draft-dropped', moduleId, clock.now(), modulesChanged(moduleId));
      return { done: true as const };
    }),
  );
}

function publishRoutes(deps: Deps): void {
  const { db, clock, server } = deps;
  bind(server, contract.publishModule, async ({ params: { moduleId }, body, actor }) =>
    db.tx(async (tx) => {
      const draft = await findDraft(tx, moduleId, true);
      if (!draft) throw notFound('This draft');
      if (draft.revision !== body.revision) throw changedMeanwhile('The draft');
      const { changeNote, answers } = body;
      const repairs = answers.map((one) => one.repairId);
      const done = await publishSource(tx, {
        source: draft.source,
        changeNote,
        answers: repairs,
        by: actor.name,
        at: clock.now(),
        moduleId,
      });
      if (done.outcome === 'unchanged')
        throw new Problem(409, 'unchanged', `Version ${done.version} says exactly this already. Change something, or drop the draft.`);
      if (done.outcome === 'refused') {
        const errors = done.issues.filter((issue) => issue.severity === 'error');
        const text = errors.map((issue) => `line ${issue.line}: ${issue.text}`).join(' ');
        throw new Problem(422, 'not-publishable', `Not published. ${text}`, { issues: errors });
      }
      const closing = { version: done.version, answer: changeNote, closed_by: actor.name, closed_at: new Date(clock.now()) };
      for (const answered of answers) await endRepair(tx, moduleId, answered, closing);
      await deleteDraft(tx, moduleId);
      await noted(tx, actor, 'module-published', moduleId, clock.now(), modulePublished(moduleId, done.version));
      return { version: done.version };
    }),
  );

  bind(server, contract.withdrawModule, async ({ params: { moduleId }, body, actor }) =>
    db.tx(async (tx) => {
      if (!(await setWithdrawn(tx, moduleId, body.withdrawn ? new Date(clock.now()) : null))) throw notFound('This module');
      await noted(tx, actor, body.withdrawn ? 'module-withdrawn' : 'module-given-out', moduleId, clock.now(), modulesChanged(moduleId));
      return { withdrawn: body.withdrawn };
    }),
  );

  bind(server, contract.importModules, async ({ body, actor }) => {
    const files: Awaited<ReturnType<typeof importOne>>[] = [];
    for (const file of body.files) files.push(await importOne(deps, actor, file, body.changeNote));
    return { files };
  });

  bind(server, contract.addStarterModules, ({ actor }) => addStarter(deps, actor));
}

/** @throws Problem 404 where it ended meanwhile, or is another module's: then nothing is published. */
async function endRepair(
  tx: Tx,
  moduleId: string,
  { repairId, youSaid }: { repairId: string; youSaid: string },
  closing: Pick<Closing, 'version' | 'answer' | 'closed_by' | 'closed_at'>,
): Promise<void> {
  const repair = await lockRepair(tx, repairId);
  if (repair?.activity_id !== moduleId) throw notFound('A repair that this version should answer');
  await finishRepair(tx, repair, { ...closing, outcome: 'repaired', you_said: youSaid, hindered_then: 0 });
}

/** A transaction each: a file that is refused keeps none of the others out. */
async function importOne({ db, clock }: Deps, actor: Actor, { name, source }: { name: string; source: string }, note: string) {
  return db.tx(async (tx) => {
    const changeNote = note === '' ? `From the file ${name}` : note;
    const done = await publishSource(tx, { source, changeNote, by: actor.name, at: clock.now(), moduleId: null });
    if (done.outcome === 'published')
      await noted(tx, actor, 'module-published', done.moduleId, clock.now(), modulePublished(done.moduleId, done.version));
    const version = done.outcome === 'refused' ? null : done.version;
    return { name, moduleId: done.moduleId, outcome: done.outcome, version, issues: [...done.issues] };
  });
}
