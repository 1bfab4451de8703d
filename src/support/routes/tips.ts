import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { changedMeanwhile, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { differenceOf } from '../core/desk/difference.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { tipChanged } from '../events.ts';
import { findTip, piecesOf, saveTip, searchTipRows, tipTags, tipVersions } from '../store/tips.ts';
import type { Reader } from '../store/tables.ts';

export function tipRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.searchTips, async ({ query }) => ({
    tips: (await searchTipRows(db, { q: query.q, tag: query.tag, retired: query.retired === 'true' })).map((row) => ({
      tipId: row.tip_id,
      version: row.version,
      title: row.title,
      topics: row.topics,
      jobRoles: row.job_roles,
      retired: row.retired,
      changedAt: row.changed_at.getTime(),
      used: row.used,
      found: piecesOf(row.headline),
    })),
    tags: await tipTags(db),
  }));

  bind(server, contract.readTip, ({ params, query }) => tipView(db, params.tipId, query.version));

  bind(server, contract.tipHistory, async ({ params }) => {
    const versions = await tipVersions(db, params.tipId);
    if (versions.length === 0) throw notFound('This tip sheet');
    return {
      versions: versions.map((one, i) => ({
        version: one.version,
        title: one.title,
        note: one.note,
        byName: one.by_name,
        at: one.at.getTime(),
        changes: differenceOf(versions[i + 1]?.body ?? '', one.body).filter((line) => i < versions.length - 1 || line.kind === 'added'),
      })),
    };
  });

  bind(server, contract.createTip, async ({ body, actor }) => {
    const tipId = newId('tip');
    await db.tx(async (tx) => {
      const now = clock.now();
      await saveTip(tx, { ...rowOf(body), tip_id: tipId, version: 1, by_name: actor.name, at: new Date(now) }, false);
      await audit(tx, actor, { action: 'support.tip-written', subjectKind: 'tip', subjectId: tipId, detail: { version: 1 } }, now);
      await tell(tx, [tipChanged(tipId)], now);
    });
    return tipView(db, tipId);
  });

  bind(server, contract.changeTip, async ({ params, body, actor }) => {
    const { tipId } = params;
    await db.tx(async (tx) => {
      const now = clock.now();
      const before = await findTip(tx, tipId);
      if (!before) throw notFound('This tip sheet');
      if (before.version !== body.basedOn) throw changedMeanwhile('This tip sheet');
      const version = before.version + 1;
      await saveTip(tx, { ...rowOf(body), tip_id: tipId, version, by_name: actor.name, at: new Date(now) }, body.retired);
      const detail = { version, retired: body.retired };
      await audit(tx, actor, { action: 'support.tip-written', subjectKind: 'tip', subjectId: tipId, detail }, now);
      await tell(tx, [tipChanged(tipId)], now);
    });
    return tipView(db, tipId);
  });
}

const rowOf = ({
  title,
  body,
  topics,
  jobRoles,
  note,
}: {
  title: string;
  body: string;
  topics: string[];
  jobRoles: string[];
  note: string;
}) => ({
  title: stripIdentifiers(title).text,
  body: stripIdentifiers(body).text,
  topics: [...new Set(topics)],
  job_roles: [...new Set(jobRoles)],
  note: stripIdentifiers(note).text,
});

async function tipView(reader: Reader, tipId: string, version?: number) {
  const tip = await findTip(reader, tipId);
  if (!tip) throw notFound('This tip sheet');
  const wanted = version ?? tip.version;
  const text = (await tipVersions(reader, tipId)).find((one) => one.version === wanted);
  if (!text) throw notFound(`Version ${wanted} of this tip sheet`);
  return {
    tipId,
    version: text.version,
    title: text.title,
    body: text.body,
    topics: text.topics,
    jobRoles: text.job_roles,
    note: text.note,
    byName: text.by_name,
    retired: tip.retired,
    changedAt: text.at.getTime(),
    used: tip.used,
  };
}
