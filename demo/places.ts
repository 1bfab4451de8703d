import type { DemoUnit, Places, Size, UnitProfile } from './model.ts';
import { largePlaces } from './places-large.ts';

type UnitRow = readonly [
  unitId: string,
  name: string,
  siteId: string,
  building: string,
  floor: string,
  zone: string,
  specialty: string,
  beds: number,
  profile: UnitProfile,
  wave: number,
];

const unitsFrom = (rows: readonly UnitRow[]): DemoUnit[] =>
  rows.map(([unitId, name, siteId, building, floor, zone, specialty, beds, profile, wave]) => ({
    unitId,
    name,
    siteId,
    building,
    floor,
    zone,
    specialty,
    beds,
    profile,
    wave,
  }));

const central = 'America/Chicago';

/** Licensed inpatient beds: an emergency department, an operating suite and a clinic have none. */
const medium: Places = {
  sites: [
    { siteId: 'LRMC', name: 'Lakeview Regional Medical Center', timeZone: central },
    { siteId: 'WEST', name: 'Lakeview Westside Hospital', timeZone: central },
    { siteId: 'PFK', name: 'Prairie Fork Community Hospital', timeZone: central },
  ],
  units: unitsFrom([
    ['ED', 'Emergency Department', 'LRMC', 'Main', '1', 'A', 'emergency-medicine', 0, 'emergency', 1],
    ['ICU', 'Intensive Care', 'LRMC', 'Tower', '2', 'B', 'critical-care', 18, 'intensive', 1],
    ['4W', '4 West Cardiac Telemetry', 'LRMC', 'Tower', '4', 'W', 'cardiology', 28, 'ward', 1],
    ['3E', '3 East Surgical', 'LRMC', 'Main', '3', 'E', 'general-surgery', 28, 'ward', 1],
    ['5N', '5 North General Medicine', 'LRMC', 'Tower', '5', 'N', 'hospital-medicine', 30, 'ward', 1],
    ['PERI', 'Operating Rooms and Recovery', 'LRMC', 'Main', '2', 'A', 'perioperative', 0, 'perioperative', 1],
    ['5S', '5 South Medicine and Renal', 'LRMC', 'Tower', '5', 'S', 'hospital-medicine', 26, 'ward', 2],
    ['6E', '6 East Oncology', 'LRMC', 'Tower', '6', 'E', 'oncology', 18, 'ward', 2],
    ['FBC', 'Family Birth Center', 'LRMC', 'Main', '4', 'E', 'obstetrics', 16, 'ward', 2],
    ['PEDS', 'Pediatrics', 'LRMC', 'Main', '5', 'E', 'pediatrics', 12, 'ward', 2],
    ['W2', 'Westside 2 Medical-Surgical', 'WEST', 'Westside', '2', 'A', 'hospital-medicine', 24, 'ward', 2],
    ['WED', 'Westside Emergency Department', 'WEST', 'Westside', '1', 'A', 'emergency-medicine', 0, 'emergency', 2],
    ['PFW', 'Prairie Fork Inpatient', 'PFK', 'Prairie Fork', '1', 'A', 'family-medicine', 20, 'rural-ward', 3],
    ['PFC', 'Prairie Fork Clinic', 'PFK', 'Prairie Fork', '1', 'C', 'family-medicine', 0, 'clinic', 3],
  ]),
};

/** A critical-access hospital: 25 beds, one site, one go-live. */
const small: Places = {
  sites: [{ siteId: 'PFK', name: 'Prairie Fork Community Hospital', timeZone: central }],
  units: unitsFrom([
    ['ACU', 'Acute Care', 'PFK', 'Prairie Fork', '1', 'A', 'family-medicine', 21, 'ward', 1],
    ['OB', 'Obstetrics', 'PFK', 'Prairie Fork', '1', 'B', 'obstetrics', 4, 'small-ward', 1],
    ['ER', 'Emergency Room', 'PFK', 'Prairie Fork', '1', 'D', 'emergency-medicine', 0, 'ward', 1],
    ['CLN', 'Family Clinic', 'PFK', 'Clinic', '1', 'C', 'family-medicine', 0, 'clinic', 1],
  ]),
};

export const placesOf = (size: Size): Places => ({ S: small, M: medium, L: largePlaces })[size];
