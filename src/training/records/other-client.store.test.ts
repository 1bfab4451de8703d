import xapiModule from '@xapi/xapi';
import { recordClient } from '#test/harness/record-client.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const XAPI = xapiModule.default;

/*
 * A client that others wrote and course players use speaks to the store: what we read in the specification is not only ours. (Its attachments
 * are left out: outside a browser it sends them as application/octet-stream and not as multipart/mixed.)
 */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe.each(['1.0.3', '2.0.0'] as const)('@xapi/xapi speaks %s', (version) => {
  const agent = { objectType: 'Agent' as const, mbox: 'mailto:ann@lakeview.example' };
  const activityId = `https://lakeview.example/orders/${version}`;
  const statement = (answer: string) => ({
    actor: agent,
    verb: XAPI.Verbs.ANSWERED,
    object: { objectType: 'Activity' as const, id: activityId, definition: { name: { en: 'Orders' } } },
    result: { response: answer, duration: XAPI.calculateISO8601Duration(new Date(0), new Date(61_230)) },
  });
  let xapi: InstanceType<typeof XAPI>;
  beforeAll(async () => {
    let auth = '';
    await recordClient(app, version, ['all'], (header) => (auth = header));
    xapi = new XAPI({ endpoint: `${app.url}/xapi/${version}/`, auth, version: version as '1.0.3' });
  });

  test('statements: sent singly and in a batch, asked for, paged, voided', async () => {
    const [id = ''] = (await xapi.sendStatement({ statement: statement('one') })).data;
    const many = [statement('two'), statement('three'), statement('four')];
    expect((await xapi.sendStatements({ statements: many })).data).toHaveLength(3);
    expect((await xapi.getStatement({ statementId: id })).data).toMatchObject({ id, actor: agent, result: { response: 'one' } });
    const first = await xapi.getStatements({ agent, activity: activityId, limit: 3 });
    expect(first.data.statements.map(({ result }) => result?.response)).toEqual(['four', 'three', 'two']);
    const rest = await xapi.getMoreStatements({ more: first.data.more });
    expect(JSON.stringify(rest.data)).toContain('"one"');
    await xapi.voidStatement({ actor: agent, statementId: id });
    expect((await xapi.getVoidedStatement({ voidedStatementId: id })).data).toMatchObject({ id });
    await expect(xapi.getStatement({ statementId: id })).rejects.toMatchObject({ response: { status: 404 } });
  });

  test('documents of all three kinds: made, merged, replaced with their ETag, listed, removed; what is old is refused', async () => {
    await xapi.createState({ agent, activityId, stateId: 'page', state: { page: 1 } });
    await xapi.createState({ agent, activityId, stateId: 'page', state: { of: 9 } });
    expect((await xapi.getState({ agent, activityId, stateId: 'page' })).data).toEqual({ page: 1, of: 9 });
    expect((await xapi.getStates({ agent, activityId })).data).toEqual(['page']);
    await xapi.deleteStates({ agent, activityId });
    expect((await xapi.getStates({ agent, activityId })).data).toEqual([]);
    await xapi.createActivityProfile({ activityId, profileId: 'p', profile: { a: 1 } });
    const { headers } = await xapi.getActivityProfile({ activityId, profileId: 'p' });
    const etag = String((headers as Record<string, unknown>).etag);
    const put = (profile: Record<string, unknown>) =>
      xapi.setActivityProfile({ activityId, profileId: 'p', profile, etag, matchHeader: 'If-Match' });
    await put({ b: 2 });
    await expect(put({ c: 3 })).rejects.toMatchObject({ response: { status: 412 } });
    expect((await xapi.getActivityProfile({ activityId, profileId: 'p' })).data).toEqual({ b: 2 });
    await xapi.createAgentProfile({ agent, profileId: 'p', profile: { theme: 'dark' } });
    expect((await xapi.getAgentProfiles({ agent })).data).toEqual(['p']);
    await xapi.deleteAgentProfile({ agent, profileId: 'p' });
    expect((await xapi.getAgentProfiles({ agent })).data).toEqual([]);
  });

  test('about, activity and person', async () => {
    expect((await xapi.getAbout()).data.version).toContain(version);
    expect((await xapi.getActivity({ activityId })).data).toMatchObject({ id: activityId, definition: { name: { en: 'Orders' } } });
    expect((await xapi.getAgent({ agent })).data).toMatchObject({ objectType: 'Person', mbox: [agent.mbox] });
  });
});
