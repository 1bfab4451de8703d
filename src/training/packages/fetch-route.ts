import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Deps } from '#platform/deps.ts';
import { packageTables } from './tables.ts';
import { findSession } from './store.ts';
import { sessionLifeMs } from './unit-key.ts';

/** The one-time address at which a unit gets its key (cmi5 8.2). Errors are answered with 200, as the specification has it. */
export function fetchRoute({ db, clock, server }: Deps): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 4096 }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { token: string } }>('/cmi5/fetch/:token', async (request) => {
      return db.tx(async (tx) => {
        const session = await findSession(tx, 'fetch_hash', hashToken(request.params.token));
        if (!session) return fault('2', 'There is no such fetch address.');
        const token = newToken();
        // One statement decides who is first, however many ask at once.
        const taken = await packageTables(tx)
          .updateTable('training_unit_session')
          .set({ key_hash: hashToken(authToken(token)) })
          .where('session_id', '=', session.session_id)
          .where('key_hash', 'is', null)
          .where('ended_at', 'is', null)
          .where('launched_at', '>', new Date(clock.now() - sessionLifeMs))
          .returning('session_id')
          .executeTakeFirst();
        return taken ? { 'auth-token': authToken(token) } : fault('1', 'The token was fetched already, or the session has ended.');
      });
    });
  });
}

/** Sent as it is behind `Basic`, so it has that form: a name, a colon, a secret, in base64. */
const authToken = (secret: string): string => Buffer.from(`unit:${secret}`).toString('base64');
const fault = (code: '1' | '2' | '3', text: string) => ({ 'error-code': code, 'error-text': text });
