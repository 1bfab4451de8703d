import { minuteMs } from '#kernel/time.ts';
import type { Search } from './find.ts';
import type { DispatchGap, GapReason, HelpRequest, SupporterOnDuty } from './model.ts';
import type { Rank } from './rank.ts';
import { helpMinutes } from './settings.ts';

/** Why nobody is being called for a request, and how long it may last with `ahead` others of its topic before it. */
export function gapOf(search: Search, request: HelpRequest, rank: Rank, ahead: number): DispatchGap {
  const { pool, state, now } = search;
  const { requestId } = request;
  const siteId = pool.siteOf(request.unitId);
  const reachable = pool.ableFor(request, '');
  const willing = withoutDecliners(reachable, request);
  const skilled = withoutDecliners(pool.ableFor(request, request.topic), request);
  const waitMinutes = waitOf(skilled.length > 0 ? skilled : willing, ahead, search, request);
  const free = pool.freeOnFloor(siteId, skilled.length > 0 ? request.topic : '');
  if (rank.class === 1 && request.sentTo === null && withoutDecliners(free, request).length > 0) {
    const ageing = Math.ceil((request.waitingSince + state.settings.ageingMinutes * minuteMs - now) / minuteMs);
    const text = `The last free supporters are kept for providers; this request counts as one in ${ageing} min at the latest.`;
    return { requestId, reason: 'kept-for-providers', waitMinutes: Math.min(waitMinutes ?? ageing, ageing), text };
  }
  const hopeless = hopelessReason(reachable, willing, skilled, request.sentTo === null ? pool.lostCount(siteId) : 0);
  if (hopeless !== null) return { requestId, reason: hopeless, waitMinutes, text: hopelessText[hopeless](request) };
  return {
    requestId,
    reason: 'all-busy',
    waitMinutes,
    text: `${busyText(skilled.length, request.topic, ahead)}; about ${waitMinutes} min.`,
  };
}

function busyText(count: number, topic: string, ahead: number): string {
  const before = ahead > 0 ? ` and ${ahead} asked before` : '';
  if (count === 1) return `The one who is on duty${topic === '' ? '' : ` and knows ${topic}`} is busy${before}`;
  return `All ${count} who are on duty${topic === '' ? '' : ` and know ${topic}`} are busy${before}`;
}

const withoutDecliners = (those: readonly SupporterOnDuty[], { declinedBy }: HelpRequest): readonly SupporterOnDuty[] =>
  declinedBy.length === 0 ? those : those.filter(({ supporterId }) => !declinedBy.includes(supporterId));

function hopelessReason(
  reachable: readonly SupporterOnDuty[],
  willing: readonly SupporterOnDuty[],
  skilled: readonly SupporterOnDuty[],
  lost: number,
): HopelessReason | null {
  if (reachable.length === 0) return lost === 0 ? 'nobody-on-duty' : 'nobody-reachable';
  if (willing.length === 0) return 'everybody-declined';
  return skilled.length === 0 ? 'nobody-knows-topic' : null;
}

const tierText = { 'help-desk': 'the help desk', analyst: 'the analysts', vendor: 'the vendor' } as const;

type HopelessReason = Exclude<GapReason, 'all-busy' | 'kept-for-providers'>;

const hopelessText: Readonly<Record<HopelessReason, (request: HelpRequest) => string>> = {
  'nobody-on-duty': ({ sentTo }) =>
    sentTo === null
      ? 'Nobody is on duty here and nobody helps by phone: call somebody in.'
      : `It was sent on to ${tierText[sentTo]} and nobody there is signed on: call one of them, or hand it over to their own system.`,
  'nobody-reachable': () => 'Those on duty here cannot be reached: their phones are silent. Send somebody, or call the unit.',
  'everybody-declined': () => 'Everybody who could be called has declined: speak to one of them, or take it yourself.',
  'nobody-knows-topic': ({ topic }) => `Nobody on duty knows ${topic} and all others are busy: call in somebody who knows it.`,
};

/** Those ahead and this one are shared out among those able; exact only for help times without memory, and told as "about". */
function waitOf(able: readonly SupporterOnDuty[], ahead: number, { state }: Search, request: HelpRequest): number | null {
  if (able.length === 0) return null;
  return Math.max(1, Math.round(((ahead + 1) * helpMinutes(request, state.settings)) / able.length));
}
