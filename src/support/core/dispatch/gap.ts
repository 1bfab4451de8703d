import { minuteMs } from '#kernel/time.ts';
import type { Search } from './find.ts';
import type { DispatchGap, GapReason, HelpRequest, SupporterOnDuty } from './model.ts';
import { knows } from './pool.ts';
import type { Rank } from './rank.ts';

/** Why nobody is being called for a request, and how long it may last with `ahead` others of its topic before it. */
export function gapOf(search: Search, request: HelpRequest, rank: Rank, ahead: number): DispatchGap {
  const { pool, state, now } = search;
  const siteId = pool.siteOf(request.unitId);
  const reachable = pool.reachableFor(request);
  const willing = reachable.filter(({ supporterId }) => !request.declinedBy.includes(supporterId));
  const skilled = willing.filter((one) => knows(one, request.topic));
  const reason = reasonOf(reachable, willing, skilled, pool.lostCount(siteId));
  if (reason !== null)
    return { requestId: request.requestId, reason, waitMinutes: waitOf(willing, ahead, search, request), text: texts[reason](request) };
  const waitMinutes = waitOf(skilled, ahead, search, request);
  const who = `who ${skilled.length === 1 ? 'is' : 'are'} on duty${request.topic === '' ? '' : ` and ${skilled.length === 1 ? 'knows' : 'know'} ${request.topic}`}`;
  if (rank.class === 1 && skilled.some((one) => pool.isFree(one))) {
    const ageing = Math.ceil((request.waitingSince + state.settings.ageingMinutes * minuteMs - now) / minuteMs);
    const text = `The last free supporters are kept for providers; this request counts as one in ${ageing} min at the latest.`;
    return { requestId: request.requestId, reason: 'kept-for-providers', waitMinutes: Math.min(waitMinutes ?? ageing, ageing), text };
  }
  const text = `All ${skilled.length} ${who} are busy${ahead > 0 ? ` and ${ahead} asked before` : ''}; about ${waitMinutes} min.`;
  return {
    requestId: request.requestId,
    reason: 'all-busy',
    waitMinutes,
    text: skilled.length === 1 ? text.replace('All 1', 'The one').replace('are busy', 'is busy') : text,
  };
}

function reasonOf(
  reachable: readonly SupporterOnDuty[],
  willing: readonly SupporterOnDuty[],
  skilled: readonly SupporterOnDuty[],
  lost: number,
): HopelessReason | null {
  if (reachable.length === 0) return lost === 0 ? 'nobody-on-duty' : 'nobody-reachable';
  if (willing.length === 0) return 'everybody-declined';
  return skilled.length === 0 ? 'nobody-knows-topic' : null;
}

type HopelessReason = Exclude<GapReason, 'all-busy' | 'kept-for-providers'>;

const texts: Readonly<Record<HopelessReason, (request: HelpRequest) => string>> = {
  'nobody-on-duty': () => 'Nobody is on duty here and nobody helps by phone: call somebody in.',
  'nobody-reachable': () => 'Those on duty here cannot be reached: their phones are silent. Send somebody, or call the unit.',
  'everybody-declined': () => 'Everybody who could be called has declined: speak to one of them, or take it yourself.',
  'nobody-knows-topic': ({ topic }) => `Nobody on duty knows ${topic} and all others are busy: call in somebody who knows it.`,
};

/** Those ahead and this one are shared out among those able; exact only for help times without memory, and told as "about". */
function waitOf(able: readonly SupporterOnDuty[], ahead: number, { state }: Search, { askerClass }: HelpRequest): number | null {
  if (able.length === 0) return null;
  const { providerHelpMinutes, nurseHelpMinutes, otherHelpMinutes } = state.settings;
  const helpMinutes = { provider: providerHelpMinutes, nurse: nurseHelpMinutes, other: otherHelpMinutes }[askerClass];
  return Math.max(1, Math.round(((ahead + 1) * helpMinutes) / able.length));
}
