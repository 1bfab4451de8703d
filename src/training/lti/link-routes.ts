import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/lti.ts';
import { linkIri } from '../core/lti/vocabulary.ts';
import { packagesChanged } from '../events.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { moduleLines } from '../modules/store/lines.ts';
import { loadTeachings } from '../store/matrix.ts';
import { findArrival } from './arrivals.ts';
import { keepPick } from './picks.ts';
import { findTool, insertLink, listLinks, listTools } from './tool-store.ts';
import { ltiTables } from './tables.ts';

/** Activities in tools: kept by training leads, taken by learners; and modules of ours chosen for other platforms. */
export function ltiLinkRoutes(deps: Deps): void {
  leadRoutes(deps);
  learnerRoutes(deps);
  pickRoutes(deps);
}

const doneKinds = ['module-passed', 'module-completed'] as const;

function leadRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listLtiLinks, async () => {
    const [rows, tools, teachings] = [await listLinks(db), await listTools(db), await loadTeachings(db)];
    const facts = rows.length === 0 ? [] : await loadFacts(db, { kinds: [...doneKinds] });
    const launches = await ltiTables(db)
      .selectFrom('training_lti_launch')
      .select(['link_id', 'person_id'])
      .where('authorized_at', 'is not', null)
      .execute();
    const links = rows.map((row): contract.LtiLink => {
      const activityId = linkIri(row.link_id);
      const people = (all: readonly (string | null)[]): number => new Set(all).size;
      return {
        linkId: row.link_id,
        toolId: row.tool_id,
        toolName: tools.find((one) => one.tool_id === row.tool_id)?.name ?? '',
        title: row.title,
        url: row.url,
        activityId,
        passShare: row.pass_share,
        withdrawn: row.withdrawn_at !== null,
        opened: people(launches.filter((one) => one.link_id === row.link_id).map((one) => one.person_id)),
        done: people(facts.filter((one) => one.moduleId === activityId && !one.voided).map((one) => one.personId)),
        teaches: teachings
          .filter((one) => one.activityId === activityId)
          .map(({ competencyId, level, proof }) => ({ competencyId, level, proof })),
      };
    });
    return { links, tools: tools.filter((one) => one.withdrawn_at === null).map((one) => ({ toolId: one.tool_id, name: one.name })) };
  });

  bind(server, contract.addLtiLink, async ({ body, actor }) =>
    db.tx(async (tx) => {
      const tool = await findTool(tx, body.toolId);
      if (!tool || tool.withdrawn_at !== null) throw notFound('This tool');
      const offered = { title: body.title, url: body.url, custom: {}, item: null };
      const linkId = await insertLink(tx, tool.tool_id, offered, { at: clock.now(), by: actor.name });
      await audit(tx, actor, { action: 'training.lti-link-added', subjectKind: 'lti-link', subjectId: linkId }, clock.now());
      await tell(tx, [packagesChanged('lti')], clock.now());
      return { linkId };
    }),
  );

  bind(server, contract.changeLtiLink, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const set = { pass_share: body.passShare, withdrawn_at: body.withdrawn ? new Date(clock.now()) : null };
      const { numUpdatedRows } = await ltiTables(tx)
        .updateTable('training_lti_link')
        .set(set)
        .where('link_id', '=', params.linkId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw notFound('This activity');
      await audit(tx, actor, { action: 'training.lti-link-changed', subjectKind: 'lti-link', subjectId: params.linkId }, clock.now());
      await tell(tx, [packagesChanged('lti')], clock.now());
      return { linkId: params.linkId };
    }),
  );
}

function learnerRoutes({ db, server }: Deps): void {
  bind(server, contract.listOwnLti, async ({ actor: { personId } }) => {
    if (personId === null) return { links: [] };
    const tools = new Map((await listTools(db)).map((one) => [one.tool_id, one]));
    const rows = (await listLinks(db)).filter((row) => row.withdrawn_at === null && tools.get(row.tool_id)?.withdrawn_at === null);
    const opened = new Set(
      (await ltiTables(db).selectFrom('training_lti_launch').select('link_id').where('person_id', '=', personId).execute()).map(
        (one) => one.link_id,
      ),
    );
    const scores = await ltiTables(db)
      .selectFrom('training_lti_score')
      .innerJoin('training_lti_line_item', 'training_lti_line_item.item_id', 'training_lti_score.item_id')
      .select(['link_id', 'score_given', 'training_lti_score.score_max'])
      .where('person_id', '=', personId)
      .execute();
    return {
      links: rows.map((row) => {
        const score = scores.find((one) => one.link_id === row.link_id);
        const isScored = score && score.score_given !== null && score.score_max !== null;
        return {
          linkId: row.link_id,
          title: row.title,
          toolName: tools.get(row.tool_id)?.name ?? '',
          opened: opened.has(row.link_id),
          share: isScored ? Math.min(1, (score.score_given ?? 0) / (score.score_max ?? 1)) : null,
          passShare: row.pass_share,
        };
      }),
    };
  });
}

function pickRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getLtiPick, async ({ params }) => {
    const arrival = await findArrival(db, params.pick, clock.now());
    if (!arrival || arrival.launch.kind !== 'choose') throw notFound('This choice');
    const modules = (await moduleLines(db)).filter((one) => one.version !== null && !one.withdrawn);
    return {
      platform: arrival.platform.name,
      several: arrival.launch.acceptsMany,
      modules: modules.map(({ moduleId, title }) => ({ moduleId, title })),
    };
  });

  bind(server, contract.pickForLti, async ({ params, body, actor }) => {
    const arrival = await findArrival(db, params.pick, clock.now());
    if (!arrival || arrival.launch.kind !== 'choose') throw notFound('This choice');
    await keepPick(db, params.pick, arrival.launch.acceptsMany ? body.moduleIds : body.moduleIds.slice(0, 1));
    await db.tx((tx) =>
      audit(
        tx,
        actor,
        {
          action: 'training.lti-picked',
          subjectKind: 'lti',
          subjectId: arrival.platform.platform_id,
          detail: { modules: body.moduleIds.length },
        },
        clock.now(),
      ),
    );
    return { goOn: `/lti/picked?${new URLSearchParams({ state: params.pick })}` };
  });
}
