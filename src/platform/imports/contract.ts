import { z } from 'zod';
import { route } from '#platform/http/route.ts';

const params = z.object({ importId: z.string() });
const fileParams = params.extend({ file: z.string() });
const access = 'directory.import';

/** One thing wrong with one place of one file. `error`: the row did not land; `warning`: it did, but read this. */
export const ImportIssue = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  value: z.string(),
  reason: z.string(),
  severity: z.enum(['error', 'warning']),
});
export type ImportIssue = z.infer<typeof ImportIssue>;

/** What one row would change: `was` and `becomes` per field that differs. */
export const ImportChange = z.object({
  key: z.string(),
  fields: z.array(z.object({ field: z.string(), was: z.string(), becomes: z.string() })),
});
export type ImportChange = z.infer<typeof ImportChange>;

/** `absent`: on record here, but no longer in the file. Never deleted by an import; a person decides. */
export const ImportDiff = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  withdrawn: z.number().int(),
  absent: z.number().int(),
  /** The first keys of each kind, for people to look at. */
  addedKeys: z.array(z.string()),
  absentKeys: z.array(z.string()),
  changes: z.array(ImportChange),
});
export type ImportDiff = z.infer<typeof ImportDiff>;

export const ImportFile = z.object({
  /** The name it was uploaded under. */
  file: z.string(),
  /** Which file of the format it is (`people.csv`); null: not recognised, say which with `as`. */
  kind: z.string().nullable(),
  title: z.string(),
  bytes: z.number().int(),
  state: z.enum(['uploaded', 'previewed', 'applied', 'failed']),
  rows: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  /** At most the first 500; all of them are in `issues.csv`. */
  issues: z.array(ImportIssue),
  diff: ImportDiff.nullable(),
  sample: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
  /** Why the whole file could not be taken, in plain words. */
  failure: z.string().nullable(),
  appliedAt: z.iso.datetime().nullable(),
});
export type ImportFile = z.infer<typeof ImportFile>;

export const Import = z.object({
  importId: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  state: z.enum(['open', 'applied', 'partly-applied']),
  /** In the order in which they are applied. */
  files: z.array(ImportFile),
  /** What was assumed because a file is missing ('No shifts.csv: day 07:00-19:00 and night 19:00-07:00 are assumed.'). */
  assumptions: z.array(z.string()),
});
export type Import = z.infer<typeof Import>;

export const ImportSummary = Import.pick({ importId: true, createdAt: true, createdBy: true, state: true }).extend({
  files: z.array(
    z.object({
      file: z.string(),
      kind: z.string().nullable(),
      state: ImportFile.shape.state,
      added: z.number(),
      changed: z.number(),
      errors: z.number(),
    }),
  ),
});

export const importsApi = {
  kinds: route({
    method: 'GET',
    path: '/api/imports/kinds',
    summary: 'Which files can be imported, in the order in which they are applied',
    access,
    response: z.array(z.object({ kind: z.string(), title: z.string(), needed: z.boolean(), columns: z.array(z.string()) })),
  }),
  list: route({
    method: 'GET',
    path: '/api/imports',
    summary: 'Past and open imports, newest first',
    access,
    response: z.array(ImportSummary),
  }),
  create: route({
    method: 'POST',
    path: '/api/imports',
    summary: 'Opens an import; files are uploaded to it next',
    access,
    response: Import,
  }),
  get: route({ method: 'GET', path: '/api/imports/:importId', summary: 'An import with all its files', access, params, response: Import }),
  /**
   * Sent as `PUT` with the file's bytes as `application/octet-stream` (the typed client sends JSON only: use fetch with
   * `uploadPath`). Uploading the same name again replaces it.
   */
  upload: route({
    method: 'PUT',
    path: '/api/imports/:importId/files/:file',
    summary: 'Uploads one file',
    access,
    params: fileParams,
    query: z.object({ as: z.string().optional() }),
    response: ImportFile,
  }),
  removeFile: route({
    method: 'DELETE',
    path: '/api/imports/:importId/files/:file',
    summary: 'Takes a file out of an open import',
    access,
    params: fileParams,
    response: Import,
  }),
  preview: route({
    method: 'POST',
    path: '/api/imports/:importId/preview',
    summary: 'Dry run: does everything in one transaction, tells what would change, and undoes it',
    access,
    params,
    response: Import,
  }),
  apply: route({
    method: 'POST',
    path: '/api/imports/:importId/apply',
    summary: 'Applies every file not applied yet, each in a transaction of its own; good rows land, bad ones are listed',
    access,
    params,
    response: Import,
  }),
  discard: route({
    method: 'DELETE',
    path: '/api/imports/:importId',
    summary: 'Throws an open import away',
    access,
    params,
    response: z.object({ ok: z.literal(true) }),
  }),
};

export const uploadPath = (importId: string, file: string, as?: string): string =>
  `/api/imports/${encodeURIComponent(importId)}/files/${encodeURIComponent(file)}${as ? `?as=${encodeURIComponent(as)}` : ''}`;
/** All issues of a file as CSV, for the person who keeps the source. */
export const issuesPath = (importId: string, file: string): string =>
  `/api/imports/${encodeURIComponent(importId)}/files/${encodeURIComponent(file)}/issues.csv`;
