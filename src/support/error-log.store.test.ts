import { expect, test } from 'vitest';
import { loggedError } from '#platform/http/logged-error.ts';
import { testDb } from '#test/harness/test-db.ts';

test('a row that the database refuses leaves no word of the asker in the log', async () => {
  const db = await testDb();
  const refused: unknown = await db.pool
    .query(
      `insert into support_request (request_id, asker_class, unit_id, topic, text, impact, urgency, priority, state, state_since, created_at, waiting_since)
       values ('r', 'provider', '4W', '', 'Zebulon Quackenbush', 'one', 'stopped', 'P9', 'waiting', now(), now(), now())`,
    )
    .catch((error: unknown) => error);
  await db.close();
  expect(refused).toMatchObject({ detail: expect.stringContaining('Zebulon') as unknown });
  const logged = JSON.stringify(loggedError(refused as Error));
  expect(logged).toContain('support_request_priority_check');
  expect(logged).not.toContain('Zebulon');
});
