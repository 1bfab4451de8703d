/*
 * The people whom the stories are about. Their ids and names are the same in every size and for every seed, so that a
 * reader, a test and a guided tour can all point at them.
 */

export interface StoryPerson {
  readonly practice: string;
  readonly givenName: string;
  readonly familyName: string;
}

const person = (practice: string, givenName: string, familyName: string): StoryPerson => ({ practice, givenName, familyName });

/** Fifth partner of a five-week rotation: the first live round falls in week five. */
export const weekFiveRotator = { id: 'MD-WEEK5', ...person('Lakeshore Cardiology Associates', 'Odalric', 'Venstow') };
/** Operates at three in the morning, the night of a clock change included. */
export const nightSurgeon = { id: 'MD-3AM', ...person('Northfield Surgical Group', 'Perrin', 'Nachtholm') };
/** Comes up the back stairs, writes orders on paper and leaves: no live round in two weeks of going live. */
export const backStairsPhysician = { id: 'MD-STAIRS', ...person('Northfield Surgical Group', 'Gorvin', 'Hintersteg') };
/** Fewer than ten orders a month: on the wards one morning in five weeks. */
export const rareConsultant = { id: 'MD-RARE', ...person('Lakeview Specialty Consultants', 'Ysolde', 'Seldencombe') };
/** The only supporter who knows nephrology. */
export const renalAnalyst = { id: 'E-RENAL', ...person('', 'Thessaly', 'Nierenquist') };
/** IT engineer shared with the rural satellite, whose week is nearly full already. */
export const sharedEngineer = { id: 'E-SHARED', ...person('', 'Wendeline', 'Bothsites') };

export const storyPhysicians = [weekFiveRotator, nightSurgeon, backStairsPhysician, rareConsultant] as const;
