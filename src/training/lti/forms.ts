import type { FastifyInstance } from 'fastify';

export type Form = Readonly<Record<string, string | undefined>>;

/** A name that comes twice counts as not given: RFC 6749, section 3.2. */
export function formOf(pairs: URLSearchParams): Form {
  const once = [...new Set(pairs.keys())].filter((name) => pairs.getAll(name).length === 1);
  return Object.fromEntries(once.map((name) => [name, pairs.get(name) ?? undefined]));
}
export const queryOf = (url: string): Form => formOf(new URL(url, 'http://here').searchParams);

export const hidden = { schema: { hide: true } } as const;
/** Pages of other sites post here: who is signed in is not looked at. */
export const fromAnywhere = { ...hidden, config: { access: 'public', fromElsewhere: 'without-cookie' } } as const;

const bytesMax = 256 * 1024;

export function readForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: bytesMax }, (_request, body, done) =>
    done(null, formOf(new URLSearchParams(body as string))),
  );
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: bytesMax }, (_request, _body, done) => done(null, {}));
}
