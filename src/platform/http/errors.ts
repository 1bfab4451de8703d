import type { FastifyError, FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { loggedError } from './logged-error.ts';
import { Problem } from './problem.ts';

/** Every failure leaves as problem+json (RFC 9457); what only we should know stays in the log. */
export function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    if (problem) return reply.code(problem.status).type('application/problem+json').send(problem.toJson());
    request.log.error({ err: error }, 'unexpected');
    if (!server.log.level || process.env.ATELBOW_SHOW_ERRORS)
      console.error(loggedError(error), isResponseSerializationError(error) ? JSON.stringify(error.cause) : '');
    return reply
      .code(500)
      .type('application/problem+json')
      .send({
        type: 'urn:atelbow:problem:unexpected',
        title: 'Something went wrong on our side',
        status: 500,
        code: 'unexpected',
        detail: `Nothing was changed. If it happens again, give this number to your administrator: ${request.id}`,
      });
  });
}

/** PostgreSQL keeps no NUL in text (codes 22021 and 22P05 of its manual's appendix A): the sender's mistake, not ours. */
export const isUnstorableText = (error: { code?: string }): boolean => error.code === '22021' || error.code === '22P05';

function toProblem(error: FastifyError): Problem | null {
  if (error instanceof Problem) return error;
  if (isUnstorableText(error)) return new Problem(400, 'invalid', 'A text holds a character that cannot be kept (NUL). Remove it.');
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map((issue) => ({
      at: `${error.validationContext ?? ''}${issue.instancePath}`,
      text: issue.message ?? '',
    }));
    return new Problem(400, 'invalid', issues.map((issue) => `${issue.at}: ${issue.text}`).join('; '), { issues });
  }
  if (error.statusCode === 429) return new Problem(429, 'too-many', 'Too many requests from here. Wait a minute, then try again.');
  if (error.statusCode === 413) return new Problem(413, 'too-large', 'This is larger than what can be taken at once.');
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new Problem(400, 'invalid', error.message);
  return null;
}
