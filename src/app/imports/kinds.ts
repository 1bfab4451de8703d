import { coverageImports } from '#coverage/index.ts';
import { exposureFile } from '#coverage/files/exposure-file.ts';
import { outreachFile, outreachIdOf } from '#coverage/files/outreach-file.ts';
import { shiftsFile } from '#coverage/files/shifts-file.ts';
import { supportersFile } from '#coverage/files/supporters-file.ts';
import { unitNeedsFile } from '#coverage/files/unit-needs-file.ts';
import { directoryImports } from '#directory/index.ts';
import { fhirDirectoryImport } from '#integrations/fhir-directory/fhir-directory.ts';
import { redactMessages } from '#integrations/hl7v2/redact.ts';
import { applyCompletions, applyLearnerShifts, completionsFile, learnerShiftsFile } from '#training/index.ts';
import { anyKind, type AnyImportKind } from '#platform/imports/kind.ts';
import { assumeGoLives, assumeShifts, assumeSites } from './assume.ts';
import { csvKind } from './csv-kind.ts';
import { presenceKind } from './presence-kind.ts';

/** Messages say who they are in their first bytes: patients are taken out of them under whatever name they come. */
function withoutPatients(kind: AnyImportKind): AnyImportKind {
  const isMessage = (bytes: Uint8Array): boolean => /^[\s\v]*(MSH|FHS|BHS)\W/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
  const own = kind.redact;
  return { ...kind, redact: (bytes) => (isMessage(bytes) ? redactMessages(bytes) : (own?.(bytes) ?? bytes)) };
}

/** Every file of the format, in the order in which they build on each other. */
export const importKinds: readonly AnyImportKind[] = [
  anyKind(fhirDirectoryImport),
  anyKind({ ...directoryImports['sites.csv'], needed: false }),
  anyKind(assumeSites(directoryImports['units.csv'])),
  anyKind({ ...directoryImports['go-lives.csv'], needed: false }),
  anyKind(directoryImports['people.csv']),
  anyKind(csvKind({ title: 'Shifts', needed: false, spec: () => shiftsFile, apply: coverageImports['shifts.csv'].apply })),
  anyKind(
    assumeShifts(
      csvKind({
        title: 'Supporters',
        needed: true,
        spec: ({ siteIds, shiftIds, zones }) => supportersFile({ siteIds: [...siteIds], shiftIds: [...shiftIds], zones }),
        apply: coverageImports['supporters.csv'].apply,
      }),
    ),
  ),
  anyKind(
    assumeGoLives(
      assumeShifts(
        csvKind({
          title: 'Support that units need',
          needed: true,
          spec: () => unitNeedsFile,
          apply: coverageImports['unit-needs.csv'].apply,
        }),
      ),
    ),
  ),
  anyKind(csvKind({ title: 'Live rounds so far', needed: false, spec: () => exposureFile, apply: coverageImports['exposure.csv'].apply })),
  anyKind(
    csvKind({
      title: 'One-to-one sessions asked for',
      needed: false,
      spec: ({ zones }) => outreachFile(zones),
      apply: (tx, rows, actor, at) =>
        coverageImports['outreach.csv'].apply(
          tx,
          rows.map((row) => ({ outreachId: outreachIdOf(row), ...row })),
          actor,
          at,
        ),
    }),
  ),
  anyKind(
    csvKind({
      title: 'When people work (for classes)',
      needed: false,
      spec: ({ zones }) => learnerShiftsFile((personId) => zones.ofPerson(personId)),
      apply: (tx, rows, _actor, at) => applyLearnerShifts(tx, rows, at),
    }),
  ),
  anyKind(
    csvKind({
      title: 'Learned in another system',
      needed: false,
      spec: () => completionsFile,
      apply: (tx, rows, _actor, at) => applyCompletions(tx, rows, at),
    }),
  ),
  anyKind(presenceKind('rounds.ics', 'Rounds, surgery and clinics (iCalendar)', { alsoNamed: /\.ics$/ })),
  anyKind(presenceKind('amion.csv', 'Call schedule (Amion)', { alsoNamed: /amion.*\.(csv|txt|tsv)$/ })),
  anyKind(presenceKind('qgenda.csv', 'Schedule (QGenda)', { alsoNamed: /qgenda.*\.csv$/ })),
  anyKind(presenceKind('surgery.hl7', 'Surgical schedule (HL7 v2 SIU)', { alsoNamed: /(siu|surg).*\.(hl7|txt)$/, redact: redactMessages })),
  anyKind(presenceKind('adt.hl7', 'Attending physicians (HL7 v2 ADT)', { alsoNamed: /adt.*\.(hl7|txt)$/, redact: redactMessages })),
].map(withoutPatients);
