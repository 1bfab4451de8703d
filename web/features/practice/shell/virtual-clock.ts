import { minuteMs, type Instant } from '#kernel/time.ts';

/** The server's rule: longer pauses stop the hospital's clock (`src/sandbox/core/sitting/clock.ts`). */
const pauseMsMax = 15 * minuteMs;

/** What the hospital's clock shows at a real moment, given what it showed when the attempt was last read. */
export const makeVirtualClock =
  (virtualNow: Instant, readAt: Instant) =>
  (realNow: Instant): Instant =>
    virtualNow + Math.min(Math.max(0, realNow - readAt), pauseMsMax);
