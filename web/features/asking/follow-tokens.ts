/** What was asked from this device by this link in the last hours: the keys to the answers. */
interface Kept {
  readonly followToken: string;
  readonly at: number;
}

const keptHoursMs = 4 * 3_600_000;
const shownMax = 3;
const nameOf = (place: string): string => `atelbow-followed:${place}`;

function load(place: string): Kept[] {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(place)) ?? '[]') as Kept[];
    return kept.filter(({ at }) => at > Date.now() - keptHoursMs);
  } catch {
    return []; // nothing that we wrote
  }
}

export const followTokens = (place: string): readonly string[] => load(place).map(({ followToken }) => followToken);

/** @returns all tokens of the place, the new one last. */
export function keepFollowToken(place: string, followToken: string): readonly string[] {
  const kept = [...load(place), { followToken, at: Date.now() }].slice(-shownMax);
  localStorage.setItem(nameOf(place), JSON.stringify(kept));
  return kept.map((one) => one.followToken);
}
