import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound, Problem, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/recall.ts';
import { checksOf } from '../core/gate/checks.ts';
import { seedOf } from '../core/modules/draw.ts';
import { feedbackOn } from '../core/modules/feedback.ts';
import { chanceOf } from '../core/modules/guess.ts';
import { learnerView } from '../core/modules/learner-view.ts';
import { findQuestion, type Module } from '../core/modules/module.ts';
import type { Given, Question } from '../core/modules/question.ts';
import { drawRecall, judgeRecall } from '../core/modules/recall.ts';
import { score } from '../core/modules/score.ts';
import { recordChanged } from '../events.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { itemHash } from '../modules/item-hash.ts';
import { personOf } from '../modules/routes/learning.ts';
import { responseOf } from '../modules/shell/answer.ts';
import { givenOut } from '../modules/store/curriculum.ts';
import { rateAgain } from '../modules/store/ratings.ts';
import { findVersion, moduleOf } from '../modules/store/versions.ts';
import { factsOf } from '../shell/gate-picture.ts';
import { loadOne } from '../shell/one-learner.ts';
import { checkView } from '../shell/standing.ts';
import * as store from './store.ts';

/** Retrieval checks with items: drawn, answered once, and what they say about proficiency. */
export function recallRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.beginRecall, ({ body: { competencyId }, actor }) =>
    db.tx(async (tx) => {
      const personId = personOf(actor);
      const now = clock.now();
      const { picture } = await loadOne(tx, personId, now);
      const asked = checksOf(picture.rules, factsOf(picture, personId), now).find((one) => one.competencyId === competencyId);
      if (!asked || asked.dueAt > now)
        throw refused({ code: 'not-asked', text: 'This is not asked just now. Open the page again to see what is.' });
      const teaching = new Set(
        picture.rules.teachings
          .filter((one) => one.activity === 'module' && one.competencyId === competencyId)
          .map((one) => one.activityId),
      );
      const modules = (await givenOut(tx)).filter(({ module }) => teaching.has(module.moduleId));
      const seed = seedOf(personId, competencyId, String(asked.dueAt));
      const drawn = drawRecall(
        modules.map((one) => one.module),
        competencyId,
        seed,
      );
      if (drawn.length === 0) throw refused({ code: 'no-items', text: 'No module has a question about it: your own word is asked.' });
      const recallId = await store.openRecall(tx, {
        recall_id: newId('rcl'),
        person_id: personId,
        competency_id: competencyId,
        due_at: new Date(asked.dueAt),
        step: asked.step,
        started_at: new Date(now),
        items: drawn.map(({ moduleId, question }) => ({
          moduleId,
          itemId: question.itemId,
          version: modules.find(({ module }) => module.moduleId === moduleId)?.version ?? 1,
        })),
      });
      return recallView(tx, recallId, personId, now);
    }),
  );

  bind(server, contract.answerRecall, ({ params: { recallId }, body, actor }) =>
    db.tx(async (tx) => {
      const personId = personOf(actor);
      const now = clock.now();
      const recall = await lockOwn(tx, recallId, personId);
      const item = recall.items.find((one) => one.moduleId === body.moduleId && one.itemId === body.itemId);
      if (!item) throw notFound('This question');
      const before = await store.recallAnswers(tx, recallId);
      // What is given stays given: a second tap is the same answer.
      if (before.some((one) => one.module_id === item.moduleId && one.item_id === item.itemId))
        return recallView(tx, recallId, personId, now);
      const { question } = await questionOf(tx, item);
      const points = await keepAnswer(tx, recall, { item, question, given: body.given }, now);
      const all = [...before.map((one) => one.points), points];
      if (all.length === recall.items.length) await finish(tx, recall, all, now);
      await audit(tx, actor, { action: 'training.check-answered', subjectKind: 'person', subjectId: personId }, now);
      await tell(tx, [recordChanged(personId)], now);
      return recallView(tx, recallId, personId, now);
    }),
  );
}

async function keepAnswer(
  tx: Tx,
  recall: store.RecallRow,
  { item, question, given }: { item: store.AskedItem; question: Question; given: Given },
  now: Instant,
): Promise<number> {
  const { points, right } = score(question, given);
  const hash = itemHash(question);
  const chance = chanceOf(question);
  const place = { recall_id: recall.recall_id, item_id: item.itemId, module_id: item.moduleId };
  const answer = { item_hash: hash, task: question.task, given, points, chance, answered_at: new Date(now) };
  await store.insertRecallAnswer(tx, { ...place, ...answer });
  const rated = { moduleId: item.moduleId, itemId: item.itemId, itemHash: hash };
  await rateAgain(tx, recall.person_id, { task: question.task, item: rated, answered: { points, chance } }, now);
  const fact = {
    kind: 'item-answered',
    personId: recall.person_id,
    moduleId: item.moduleId,
    version: item.version,
    attemptId: recall.recall_id,
    itemId: item.itemId,
    correct: right,
    score: Math.max(0, points),
    seconds: null,
    response: responseOf(given),
    key: `${recall.recall_id} ${item.moduleId} ${item.itemId}`,
  } as const;
  await recordFacts(tx, [fact], now);
  return points;
}

async function finish(tx: Tx, recall: store.RecallRow, points: readonly number[], now: Instant): Promise<void> {
  const { share, recalled } = judgeRecall(points, recall.items.length);
  await store.endRecall(tx, recall.recall_id, { ended_at: new Date(now), share });
  const { person_id: personId, competency_id: competencyId, step, recall_id: itemId } = recall;
  const key = `${competencyId}/${recall.due_at.getTime()}`;
  await recordFacts(tx, [{ kind: 'check-answered', personId, competencyId, itemId, step, recalled, key }], now);
}

async function lockOwn(tx: Tx, recallId: string, personId: string): Promise<store.RecallRow> {
  const recall = await store.lockRecall(tx, recallId);
  if (recall?.person_id !== personId) throw notFound('This retrieval check');
  return recall;
}

/** As it was drawn: a version never changes. */
async function questionOf(tx: Tx, { moduleId, version, itemId }: store.AskedItem): Promise<{ module: Module; question: Question }> {
  const row = await findVersion(tx, moduleId, version);
  const module = row && moduleOf(row);
  const question = module && findQuestion(module, itemId);
  if (!question) throw new Problem(409, 'gone', 'This question is not there any more.');
  return { module, question };
}

async function recallView(tx: Tx, recallId: string, personId: string, now: Instant): Promise<contract.RecallView> {
  const recall = await lockOwn(tx, recallId, personId);
  const answers = await store.recallAnswers(tx, recallId);
  const asked = await Promise.all(recall.items.map(async (item) => ({ item, ...(await questionOf(tx, item)) })));
  const { picture } = await loadOne(tx, personId, now);
  const { competency_id: competencyId, step } = recall;
  const next = checksOf(picture.rules, factsOf(picture, personId), now).find((one) => one.competencyId === competencyId);
  const judged =
    recall.ended_at === null
      ? null
      : judgeRecall(
          answers.map((one) => one.points),
          recall.items.length,
        );
  return {
    recallId,
    competencyId,
    name: picture.names.get(competencyId) ?? competencyId,
    step,
    items: asked.map(({ item: { moduleId, version }, module, question }) => ({
      moduleId,
      version,
      moduleTitle: module.title,
      question: learnerView(question, seedOf(recallId, question.itemId)) as contract.RecallView['items'][number]['question'],
    })),
    answers: answers.flatMap((row) => {
      const found = asked.find(({ item }) => item.moduleId === row.module_id && item.itemId === row.item_id);
      const given = row.given as contract.RecallView['answers'][number]['given'];
      return found ? [{ moduleId: row.module_id, itemId: row.item_id, given, feedback: feedbackOn(found.question, row.given) }] : [];
    }),
    endedAt: recall.ended_at?.getTime() ?? null,
    share: judged?.share ?? null,
    recalled: judged?.recalled ?? null,
    next: judged && next ? checkView(picture, next) : null,
  };
}
