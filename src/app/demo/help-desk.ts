import * as directory from '#directory/contract.ts';
import type { Call } from '#platform/http/call.ts';
import * as support from '#support/contract.ts';
import { demoIssues, demoMacros, demoRequests, type DemoRequest } from './desk-requests.ts';
import type { DemoClock } from './demo-clock.ts';
import { demoTips } from './tip-sheets.ts';

/** What the help desk knows and has on its list: tip sheets, known issues, macros, and the requests of the last hour and a half. */
export async function furnishHelpDesk(lead: Call, agent: Call | null, clock: DemoClock, note: (line: string) => void): Promise<void> {
  const tipIds = new Map<string, string>();
  for (const [title, topics, jobRoles, body] of demoTips) {
    const tip = await lead(support.createTip, {
      body: { title, body, topics: [...topics], jobRoles: [...jobRoles], note: 'First version' },
    });
    tipIds.set(title, tip.tipId);
  }
  const issueIds: string[] = [];
  for (const body of demoIssues) issueIds.push((await lead(support.createIssue, { body })).issueId);
  for (const { name, text, ends, issue, tip, triage } of demoMacros)
    await lead(support.createMacro, {
      body: {
        name,
        text,
        ends,
        triage,
        issueId: issue === null ? null : (issueIds[issue] ?? null),
        tipId: tip === null ? null : (tipIds.get(tip) ?? null),
      },
    });
  await changeOneTip(lead, tipIds.get('Sign discharge orders in one go') ?? '');
  await askAndAnswer(lead, agent ?? lead, agent !== null, clock, { tipIds, issueIds });
  note(`  help desk: ${demoTips.length} tip sheets, ${demoIssues.length} known issues, ${demoRequests.length} requests`);
}

/** So that there is a history to look at. */
async function changeOneTip(lead: Call, tipId: string): Promise<void> {
  const { title, topics, jobRoles, body } = await lead(support.readTip, { params: { tipId }, query: {} });
  const added = `${body}\n\n**Since Tuesday:** the pen also stays grey while a consult is open. *Close* or *Sign off* the consult first.`;
  await lead(support.changeTip, {
    params: { tipId },
    body: { title, topics, jobRoles, body: added, note: 'Open consults block the pen too', basedOn: 1 },
  });
}

interface Known {
  readonly tipIds: ReadonlyMap<string, string>;
  readonly issueIds: readonly string[];
}

async function askAndAnswer(lead: Call, agent: Call, agentTakes: boolean, clock: DemoClock, known: Known): Promise<void> {
  const { units } = await lead(directory.listPlaces, {});
  const { people } = await lead(directory.listPeople, { query: { limit: 400 } });
  const callers = Map.groupBy(people, ({ jobRole }) => jobRole);
  for (const [i, request] of demoRequests.entries()) {
    const [askerClass, minutesAgo, topic, text, urgency] = request;
    clock.turnBack(minutesAgo);
    const caller = callers.get(askerClass === 'provider' ? 'physician' : askerClass === 'nurse' ? 'nurse' : topic)?.[i];
    const unitId = caller?.homeUnit ?? units[i % units.length]?.unitId ?? '';
    const asked = await lead(support.askForCaller, {
      body: { unitId, topic, text, urgency, askerClass, personId: caller?.personId ?? null },
    });
    await carryOn(lead, agent, agentTakes, clock, request, asked.requestId, known);
  }
  clock.turnBack(0);
}

async function carryOn(
  lead: Call,
  agent: Call,
  agentTakes: boolean,
  clock: DemoClock,
  [, minutesAgo, , , , fate]: DemoRequest,
  requestId: string,
  { tipIds, issueIds }: Known,
): Promise<void> {
  const at = { params: { requestId } };
  const write = (kind: 'note' | 'answer', text: string, ends: boolean, tip?: string) =>
    agent(support.writeNote, { ...at, body: { kind, text, ends, tipIds: tip === undefined ? [] : [tipIds.get(tip) ?? ''] } });
  clock.turnBack(Math.max(0, minutesAgo - 3));
  if (fate === 'answered' || fate === 'solved')
    await write(
      'answer',
      'The tip sheet shows it step by step. Say here whether it did it.',
      true,
      'The scanner does not read a wristband',
    );
  if (fate === 'unit') await agent(support.triageRequest, { ...at, body: { impact: 'unit', urgency: 'stopped' } });
  if (fate === 'solved') await lead(support.sayOwnWord, { ...at, body: { word: 'solved' } });
  if (fate === 'analyst') await agent(support.sendRequestOn, { ...at, body: { tier: 'analyst' } });
  if (!agentTakes || (fate !== 'mine' && fate !== 'vendor')) return;
  await agent(support.takeRequest, at);
  await write('note', 'Seen on two workstations of the unit; the build of last night is the likely cause.', false);
  const issueId = issueIds[fate === 'mine' ? 0 : 1] ?? '';
  await agent(support.attachRequests, { params: { issueId }, body: { requestIds: [requestId] } });
  if (fate === 'mine') {
    await agent(support.triageRequest, { ...at, body: { impact: 'unit', urgency: 'stopped' } });
    await write(
      'answer',
      'We see it too and look into it now. Until then: choose a follow-up, then Sign all.',
      false,
      'Sign discharge orders in one go',
    );
  } else await agent(support.pauseClock, { ...at, body: { reason: 'vendor' } });
}
