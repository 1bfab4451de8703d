import { directoryImports, loadOrganisation, loadPeople, loadSites, loadUnits, today } from '#directory/index.ts';
import type { Person, Site, Unit } from '#directory/contract.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Instant } from '#kernel/time.ts';
import { IssueLog } from '#platform/files/issue.ts';
import { defaultLimits } from '#platform/files/text-source.ts';
import type { FileReading } from '#platform/files/spec.ts';
import type { ImportDiff } from '#platform/imports/contract.ts';
import type { ImportKind } from '#platform/imports/kind.ts';
import { onlyDirectory, parseResources } from './parse.ts';
import { readPeople } from './people.ts';
import { readPlaces } from './places.ts';

const file = 'directory.fhir.json';
/** As JSON writes it: PostgreSQL keeps no such character. A backslash before it would make it six plain letters. */
const nul = /(?<!\\)\\u0000/g;

type DirectoryRow =
  | { readonly kind: 'site'; readonly row: Site }
  | { readonly kind: 'unit'; readonly row: Unit }
  | { readonly kind: 'person'; readonly row: Person };

/** Practitioner, PractitionerRole, Location and Organization (FHIR R4) as a Bundle or NDJSON, into sites, units and people. */
export const fhirDirectoryImport: ImportKind<DirectoryRow> = {
  kind: file,
  title: 'Directory from FHIR',
  needed: false,
  columns: ['Organization', 'Location', 'Practitioner', 'PractitionerRole'],
  alsoNamed: /(fhir|practitioner|location|organization).*\.(json|ndjson)$/,
  redact: (bytes) => new TextEncoder().encode(onlyDirectory(new TextDecoder().decode(bytes))),
  read,
  async apply(tx, rows, actor, at) {
    const diffs = [
      await directoryImports['sites.csv'].apply(
        tx,
        rows.flatMap((one) => (one.kind === 'site' ? [one.row] : [])),
        actor,
        at,
      ),
      await directoryImports['units.csv'].apply(
        tx,
        rows.flatMap((one) => (one.kind === 'unit' ? [one.row] : [])),
        actor,
        at,
      ),
      await directoryImports['people.csv'].apply(
        tx,
        rows.flatMap((one) => (one.kind === 'person' ? [one.row] : [])),
        actor,
        at,
      ),
    ];
    return diffs.reduce(together);
  },
  sample: ({ kind, row }) => ({ kind, ...Object.fromEntries(Object.entries(row).map(([field, value]) => [field, cell(value)])) }),
};

async function read(tx: Tx, bytes: Uint8Array, _actor: unknown, at: Instant): Promise<FileReading<DirectoryRow>> {
  const log = new IssueLog(file);
  if (bytes.length > defaultLimits.bytesMax) {
    log.error(0, null, '', `The file is larger than ${defaultLimits.bytesMax / 1_048_576} MB. Split it.`);
    return { rows: [], issues: log.list() };
  }
  const resources = parseResources(new TextDecoder().decode(bytes).replaceAll(nul, ''), log);
  const byId = <T>(list: readonly T[], id: (one: T) => string): Map<string, T> => new Map(list.map((one) => [id(one), one]));
  const sites = byId(await loadSites(tx), (site) => site.siteId);
  const units = byId(await loadUnits(tx), (unit) => unit.unitId);
  const places = readPlaces(resources, { sites, units, timeZone: (await loadOrganisation(tx)).timeZone }, log);
  const unitIds = new Set([...units.keys(), ...places.units.map(({ resource }) => resource.unitId)]);
  const onRecord = byId(await loadPeople(tx), (person) => person.personId);
  const people = readPeople(resources, { onRecord, unitIds, today: await today(tx, at) }, log);
  const rows = [
    ...places.sites.map(({ line, resource }) => ({ line, row: { kind: 'site', row: resource } as const })),
    ...places.units.map(({ line, resource }) => ({ line, row: { kind: 'unit', row: resource } as const })),
    ...people.map(({ line, resource }) => ({ line, row: { kind: 'person', row: resource } as const })),
  ];
  return { rows, issues: log.list() };
}

/** Who is on record and not in this file says nothing here: FHIR servers send what they were asked for. */
const together = (a: ImportDiff, b: ImportDiff): ImportDiff => ({
  added: a.added + b.added,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  withdrawn: 0,
  absent: 0,
  addedKeys: [...a.addedKeys, ...b.addedKeys],
  absentKeys: [],
  changes: [...a.changes, ...b.changes],
});

const cell = (value: unknown): string =>
  Array.isArray(value) ? value.join(';') : typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
