import type { Instant } from '#kernel/time.ts';

/** The channels by which somebody is called, in the order in which they are tried: the quiet ones first. */
export const channelNames = ['push', 'pager', 'mail', 'sms', 'voice'] as const;
export type ChannelName = (typeof channelNames)[number];

/** How long an answer may take after a page went out on a channel, before the next channel is tried. */
export type Ladder = Readonly<Record<ChannelName, number>>;

/** What became of a channel for one offer. `none`: no address there, or the channel is not set up. */
export interface Attempt {
  readonly channel: ChannelName;
  readonly outcome: 'due' | 'sent' | 'none' | 'failing';
  /** When it went out; of those not sent, null. */
  readonly sentAt: Instant | null;
}

export interface NextRung {
  readonly channel: ChannelName;
  readonly dueAt: Instant;
}

/**
 * Which channel comes next for an offer that nobody has answered, and when; null: all have been tried, or one is still to go out.
 * A channel that could not deliver costs no time: the next one is due at once. One that did deliver gets its seconds.
 */
export function nextRung(attempts: readonly Attempt[], waitSeconds: Ladder, now: Instant): NextRung | null {
  if (attempts.some(({ outcome }) => outcome === 'due')) return null;
  const channel = channelNames.find((name) => !attempts.some((attempt) => attempt.channel === name));
  if (channel === undefined) return null;
  const ends = attempts.flatMap((one) => (one.sentAt === null ? [] : [one.sentAt + waitSeconds[one.channel] * 1000]));
  return { channel, dueAt: Math.max(now, ...ends) };
}
