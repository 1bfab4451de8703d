import { Readable } from 'node:stream';
import { newId } from '#kernel/ids.ts';
import { writeCsv } from '../files/write-csv.ts';
import type { Deps } from '../deps.ts';
import { bind, mayCall } from '../http/bind.ts';
import { Problem, notFound } from '../http/problem.ts';
import { importsApi, type Import, type ImportFile } from './contract.ts';
import { kindOf, type AnyImportKind } from './kind.ts';
import { applyAll, inOrder, previewAll } from './run.ts';
import { findImport, insertImport, listImports, removeFile, removeImport, saveUpload, type ShownFile } from './store.ts';

const issuesShownMax = 500;
const importsListed = 50;

export interface ImportOptions {
  readonly kinds: readonly AnyImportKind[];
  readonly bytesMax: number;
  /** What is assumed for files of the format that are neither here nor on record. */
  readonly assumptions: (kindsGiven: readonly string[]) => Promise<string[]>;
}

export function registerImports({ db, clock, server }: Deps, { kinds, bytesMax, assumptions }: ImportOptions): void {
  const show = async (importId: string): Promise<Import> => {
    const found = await findImport(db, importId);
    if (!found) throw notFound('This import');
    const ordered = inOrder(kinds, found.files).map(({ file }) => file);
    const files = [...ordered, ...found.files.filter((file) => !ordered.includes(file))].map((file) => toFile(file, kinds));
    const given = files.flatMap((file) => (file.kind ? [file.kind] : []));
    return {
      importId,
      createdAt: found.created_at.toISOString(),
      createdBy: found.created_by,
      state: stateOf(files),
      files,
      assumptions: files.length > 0 ? await assumptions(given) : [],
    };
  };
  const filesOf = async (importId: string): Promise<readonly ShownFile[]> => {
    const found = await findImport(db, importId);
    if (!found) throw notFound('This import');
    return found.files;
  };

  bind(server, importsApi.kinds, async () =>
    kinds.map(({ kind, title, needed, columns }) => ({ kind, title, needed, columns: [...columns] })),
  );
  bind(server, importsApi.list, async () =>
    (await listImports(db, importsListed)).map((item) => {
      const files = item.files.map((file) => toFile(file, kinds));
      const lines = files.map(({ file, kind, state, diff, errors }) => ({
        file,
        kind,
        state,
        added: diff?.added ?? 0,
        changed: diff?.changed ?? 0,
        errors,
      }));
      return {
        importId: item.import_id,
        createdAt: item.created_at.toISOString(),
        createdBy: item.created_by,
        state: stateOf(files),
        files: lines,
      };
    }),
  );
  bind(server, importsApi.create, async ({ actor }) => {
    const importId = newId('imp');
    await db.tx((tx) => insertImport(tx, importId, actor.name, clock.now()));
    return show(importId);
  });
  bind(server, importsApi.get, async ({ params }) => show(params.importId));
  bind(server, importsApi.removeFile, async ({ params }) => {
    if (!(await db.tx((tx) => removeFile(tx, params.importId, params.file)))) throw notFound('This file, or one that was not applied yet,');
    return show(params.importId);
  });
  bind(server, importsApi.preview, async ({ params, actor }) => {
    await previewAll({ db, kinds, actor, at: clock.now() }, params.importId, await filesOf(params.importId));
    return show(params.importId);
  });
  bind(server, importsApi.apply, async ({ params, actor }) => {
    await applyAll({ db, kinds, actor, at: clock.now() }, params.importId, await filesOf(params.importId));
    return show(params.importId);
  });
  bind(server, importsApi.discard, async ({ params }) => {
    if (!(await db.tx((tx) => removeImport(tx, params.importId))))
      throw new Problem(409, 'already-applied', 'Files of this import were applied: it stays in the history.');
    return { ok: true as const };
  });
  bindUpload({ db, clock, server }, { kinds, bytesMax });
  bindIssuesFile({ db, clock, server });
}

/** Bytes come as they are, so this route lives in a scope of its own with its own body parser and size limit. */
function bindUpload({ db, server }: Deps, { kinds, bytesMax }: Pick<ImportOptions, 'kinds' | 'bytesMax'>): void {
  void server.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: bytesMax }, (_request, body, done) =>
      done(null, body),
    );
    bind(scope, importsApi.upload, async ({ params, query, request }) => {
      if (!(request.body instanceof Uint8Array)) throw new Problem(400, 'no-bytes', 'Send the file itself as application/octet-stream.');
      const found = await findImport(db, params.importId);
      if (!found) throw notFound('This import');
      const kind = query.as ? (kinds.find((one) => one.kind === query.as) ?? null) : kindOf(kinds, params.file);
      // What is not recognised may hold anything, patients included: its bytes are not kept until somebody says what it is.
      const bytes = kind ? (kind.redact?.(request.body) ?? request.body) : new Uint8Array();
      const stored = await db.tx((tx) =>
        saveUpload(tx, { import_id: params.importId, file: params.file, kind: kind?.kind ?? null, bytes }),
      );
      if (!stored) throw new Problem(409, 'already-applied', 'This file was applied already. Open a new import for a newer one.');
      const saved = (await findImport(db, params.importId))?.files.find((file) => file.file === params.file);
      if (!saved) throw notFound('This import');
      return toFile(saved, kinds);
    });
  });
}

function bindIssuesFile({ db, server }: Deps): void {
  const access = 'directory.import';
  server.get<{ Params: { importId: string; file: string } }>(
    '/api/imports/:importId/files/:file/issues.csv',
    { schema: { hide: true }, config: { access }, onRequest: async (request) => mayCall(access, request.actor) },
    async (request, reply) => {
      const file = (await findImport(db, request.params.importId))?.files.find((one) => one.file === request.params.file);
      if (!file) throw notFound('This file');
      const lines = file.issues.map((issue) => [String(issue.line), issue.column ?? '', issue.value, issue.severity, issue.reason]);
      const name = `${file.file.replaceAll(/[^\w.-]/g, '_')}-issues.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from([writeCsv(['line', 'column', 'value', 'severity', 'reason'], lines)]));
    },
  );
}

function toFile(row: ShownFile, kinds: readonly AnyImportKind[]): ImportFile {
  const { file, kind, state, rows, errors, warnings, diff, sample, failure } = row;
  const title = kinds.find((one) => one.kind === kind)?.title ?? 'Not recognised';
  const appliedAt = row.applied_at?.toISOString() ?? null;
  return {
    file,
    kind,
    title,
    bytes: row.size,
    state,
    rows,
    errors,
    warnings,
    issues: row.issues.slice(0, issuesShownMax),
    diff,
    sample,
    failure,
    appliedAt,
  };
}

function stateOf(files: readonly ImportFile[]): Import['state'] {
  const applied = files.filter((file) => file.state === 'applied').length;
  if (applied === 0) return 'open';
  return applied === files.length ? 'applied' : 'partly-applied';
}
