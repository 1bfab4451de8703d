import { loadPeople } from '#directory/index.ts';
import type { Deps } from '#platform/deps.ts';
import { bind, mayCall } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import * as contract from '../../contract/modules.ts';
import { modulesChanged } from '../events.ts';
import { curriculumOf, givenOut, writeEntries } from '../store/curriculum.ts';
import { findMedia, listMediaRows, writeMedia } from '../store/media.ts';
import { getMedia } from '../../contract/learning.ts';
import { noted } from './authoring.ts';

export function curriculumRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getCurriculum, async ({ params: { jobRole } }) => {
    const entries = await curriculumOf(db, jobRole);
    const modules = await givenOut(db);
    const roles = new Set([...(await loadPeople(db)).map((person) => person.jobRole), ...modules.flatMap((one) => one.module.roles)]);
    return {
      jobRole,
      jobRoles: [...roles].toSorted(),
      entries: entries.map(({ module, optional, placed }) => ({ moduleId: module.moduleId, optional, placed })),
    };
  });

  bind(server, contract.saveCurriculum, async ({ params: { jobRole }, body, actor }) =>
    db.tx(async (tx) => {
      const byId = new Map((await givenOut(tx)).map((one) => [one.module.moduleId, one.module]));
      const ids = body.entries.map((entry) => entry.moduleId);
      if (new Set(ids).size < ids.length) throw invalid('Place each module once.');
      for (const [index, id] of ids.entries()) {
        const module = byId.get(id);
        if (!module) throw notFound(`Module ${id}`);
        const late = module.prerequisites.find((before) => ids.indexOf(before) > index);
        if (late !== undefined) throw invalid(`“${module.title}” needs “${byId.get(late)?.title ?? late}” first. Move it below that one.`);
      }
      await writeEntries(tx, jobRole, body.entries);
      await noted(tx, actor, 'curriculum-saved', jobRole, clock.now(), modulesChanged(jobRole));
      return { done: true as const };
    }),
  );
}

const contentTypes: Readonly<Record<string, string>> = { svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };
/** A picture is looked at and does nothing else, also when it is opened by itself. */
const harmless = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export function mediaRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listMedia, async () => ({
    media: (await listMediaRows(db)).map((row) => ({ name: row.name, contentType: row.content_type, sizeBytes: row.size_bytes })),
  }));

  bind(server, contract.saveMedia, async ({ params: { name }, body, actor }) =>
    db.tx(async (tx) => {
      const bytes = Buffer.from(body.base64, 'base64');
      const type = contentTypes[name.split('.').at(-1) ?? ''];
      if (type === undefined || bytes.length === 0 || bytes.length > 524_288) throw invalid('A picture has up to 512 KiB.');
      await writeMedia(tx, { name, content_type: type, bytes, saved_at: new Date(clock.now()), saved_by: actor.name });
      await noted(tx, actor, 'picture-saved', name, clock.now(), modulesChanged(name));
      return { name };
    }),
  );

  server.get<{ Params: { name: string } }>(
    getMedia,
    {
      config: { access: 'training.learn' },
      schema: { hide: true },
      onRequest: async (request) => mayCall('training.learn', request.actor),
    },
    async (request, reply) => {
      const row = await findMedia(db, request.params.name);
      if (!row) throw notFound('This picture');
      return reply
        .type(row.content_type)
        .header('cache-control', 'private, max-age=3600')
        .header('content-security-policy', harmless)
        .send(row.bytes);
    },
  );
}
