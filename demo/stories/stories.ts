import { goLivesCsv, peopleCsv, roundsIcs, shiftsCsv, sitesCsv, supportersCsv, unitNeedsCsv, unitsCsv } from './folder-text.ts';

export const storyNames = ['csv-alone', 'week-five-rounder', 'night-nurse', 'call-out'] as const;
export type StoryName = (typeof storyNames)[number];

/** A go-live so small that its plan can be told by heart: file name -> text. Each story says what must hold. */
export const storyFolder = (name: StoryName): Map<string, string> => new Map(Object.entries(stories[name]()));

const stories: Readonly<Record<StoryName, () => Readonly<Record<string, string>>>> = {
  'csv-alone': csvAlone,
  'week-five-rounder': weekFiveRounder,
  'night-nurse': nightNurse,
  'call-out': callOut,
};

/**
 * 25 beds, four CSV files and a calendar; sites, shifts and go-lives are assumed by the reader.
 * Must hold: nothing is uncovered. One unit, one head by day and one by night for a week: Ann (four shifts) and Ben (three)
 * have the days, Nan and Ned the nights, each to the last hour of the week. Dr Rowe's first live round on Monday from eight
 * to nine needs somebody of its own: only Cleo is left. On Tuesday whoever has the day can share the round.
 */
function csvAlone(): Record<string, string> {
  return {
    'units.csv': unitsCsv([['MED', 'Inpatient', 'family-medicine', 25]]),
    'people.csv': peopleCsv([
      ['ANN', 'Ann Dayholm', 'nurse', '', 'in-house'],
      ['BEN', 'Ben Dayton', 'nurse', '', 'in-house'],
      ['NAN', 'Nan Nightfield', 'nurse', '', 'in-house'],
      ['NED', 'Ned Nightgate', 'nurse', '', 'in-house'],
      ['CLEO', 'Cleo Vendorian', 'ate-supporter', '', 'vendor'],
      ['ROWE', 'Rhoda Rowe', 'physician', 'family-medicine', 'in-house'],
    ]),
    'supporters.csv': supportersCsv([
      ['ANN', 'super-user', 'nurse;physician', 'D', 48, 40],
      ['BEN', 'super-user', 'nurse;physician', 'D', 36, 40],
      ['NAN', 'super-user', 'nurse', 'N', 48, 40],
      ['NED', 'super-user', 'nurse', 'N', 36, 40],
      ['CLEO', 'ate', '*', 'D', 8, 95],
    ]),
    'unit-needs.csv': unitNeedsCsv([
      ['MED', 'D', '2027-03-01', '2027-03-07', '1-7', 1, 'nurse'],
      ['MED', 'N', '2027-03-01', '2027-03-07', '1-7', 1, 'nurse'],
    ]),
    'rounds.ics': roundsIcs([['ROWE', 'MED', '20270301', '0800', '0900', 'FREQ=DAILY;COUNT=2']]),
  };
}

/**
 * Unit support ends with week two; the group rotates by five weeks, and Dr Fifth rounds for the first time on Monday of week five.
 * Must hold: Cara is beside Dr Fifth on 2027-03-29 from 08:00 to 11:00, all of it and with nobody to share her. Leo, who knows
 * cardiology too and costs less, is there for Dr First on 2027-03-01 and left with week four; Nora knows nursing only. Nothing is uncovered.
 */
function weekFiveRounder(): Record<string, string> {
  return {
    'sites.csv': sitesCsv,
    'shifts.csv': shiftsCsv,
    'units.csv': unitsCsv([['4W', '4 West', 'cardiology', 20]]),
    'go-lives.csv': goLivesCsv([['4W', 6]]),
    'people.csv': peopleCsv([
      ['FIRST', 'Flora First', 'physician', 'cardiology', 'in-house'],
      ['FIFTH', 'Ferris Fifth', 'physician', 'cardiology', 'in-house'],
      ['NORA', 'Nora Wardle', 'nurse', '', 'in-house'],
      ['CARA', 'Cara Cordholm', 'ate-supporter', '', 'vendor'],
      ['LEO', 'Leo Leftearly', 'ate-supporter', '', 'vendor'],
    ]),
    'supporters.csv': supportersCsv([
      ['NORA', 'super-user', 'nurse', 'D', 60, 40],
      ['CARA', 'ate', 'cardiology', 'D', 40, 95],
      ['LEO', 'ate', 'cardiology', 'D', 40, 60, '2027-03-28'],
    ]),
    'unit-needs.csv': unitNeedsCsv([['4W', 'D', '2027-03-01', '2027-03-14', '1-5', 1, 'nurse']]),
    'rounds.ics': roundsIcs([
      ['FIRST', '4W', '20270301', '0800', '1100', 'FREQ=WEEKLY;INTERVAL=5;COUNT=1'],
      ['FIFTH', '4W', '20270329', '0800', '1100', 'FREQ=WEEKLY;INTERVAL=5;COUNT=1'],
    ]),
  };
}

/**
 * Days need support for one week, nights for four; the clocks go forward in the night of 2027-03-13, which has eleven hours.
 * Must hold: all 28 nights have Nan or Ned; Ann and Ben have only days and do nothing after 2027-03-07 although they have hours
 * to spare. Once the night shift of 4W signs off from a date, its nights from that date on need nobody; the days' end signs off nothing.
 */
function nightNurse(): Record<string, string> {
  return {
    'sites.csv': sitesCsv,
    'shifts.csv': shiftsCsv,
    'units.csv': unitsCsv([['4W', '4 West', 'hospital-medicine', 20]]),
    'go-lives.csv': goLivesCsv([['4W', 4]]),
    'people.csv': peopleCsv([
      ['ANN', 'Ann Dayholm', 'nurse', '', 'in-house'],
      ['BEN', 'Ben Dayton', 'nurse', '', 'in-house'],
      ['NAN', 'Nan Nightfield', 'nurse', '', 'in-house'],
      ['NED', 'Ned Nightgate', 'nurse', '', 'in-house'],
    ]),
    'supporters.csv': supportersCsv([
      ['ANN', 'super-user', 'nurse', 'D', 48, 40],
      ['BEN', 'super-user', 'nurse', 'D', 48, 40],
      ['NAN', 'super-user', 'nurse', 'N', 48, 40],
      ['NED', 'super-user', 'nurse', 'N', 48, 40],
    ]),
    'unit-needs.csv': unitNeedsCsv([
      ['4W', 'D', '2027-03-01', '2027-03-07', '1-7', 1, 'nurse'],
      ['4W', 'N', '2027-03-01', '2027-03-28', '1-7', 1, 'nurse'],
    ]),
  };
}

/**
 * Two units by day and one by night, Monday to Friday; Ann and Ben have the days, Nan the nights, Sam is free but dear.
 * Must hold: the plan does without Sam. When Ann or Ben is out sick on 2027-03-03 at 05:50, Sam has that shift (and those of the
 * days after, if she stays away), Nan cannot (she is at work until seven), and nobody else is moved.
 */
function callOut(): Record<string, string> {
  return {
    'sites.csv': sitesCsv,
    'shifts.csv': shiftsCsv,
    'units.csv': unitsCsv([
      ['4W', '4 West', 'hospital-medicine', 20],
      ['5E', '5 East', 'hospital-medicine', 20],
    ]),
    'go-lives.csv': goLivesCsv([
      ['4W', 1],
      ['5E', 1],
    ]),
    'people.csv': peopleCsv([
      ['ANN', 'Ann Dayholm', 'nurse', '', 'in-house'],
      ['BEN', 'Ben Dayton', 'nurse', '', 'in-house'],
      ['NAN', 'Nan Nightfield', 'nurse', '', 'in-house'],
      ['SAM', 'Sam Sparewell', 'ate-supporter', '', 'vendor'],
    ]),
    'supporters.csv': supportersCsv([
      ['ANN', 'super-user', 'nurse', 'D', 60, 40],
      ['BEN', 'super-user', 'nurse', 'D', 60, 40],
      ['NAN', 'super-user', 'nurse', 'D;N', 60, 40],
      ['SAM', 'ate', 'nurse', 'D', 60, 95],
    ]),
    'unit-needs.csv': unitNeedsCsv([
      ['4W', 'D', '2027-03-01', '2027-03-05', '1-5', 1, 'nurse'],
      ['5E', 'D', '2027-03-01', '2027-03-05', '1-5', 1, 'nurse'],
      ['4W', 'N', '2027-03-01', '2027-03-05', '1-5', 1, 'nurse'],
    ]),
  };
}
