import type * as contract from '../contract/packages.ts';
import { unitsOf, type Course } from '../core/packages/course.ts';
import { courseIri } from '../core/packages/package-activity.ts';
import { loadTeachings } from '../store/matrix.ts';
import { registrationsOf, type Reader } from './store.ts';
import type { PackageRow } from './tables.ts';

export const unitLines = (course: Course) =>
  unitsOf(course.children).map(({ title, moveOn, masteryScore, launchMethod }, unit) => ({
    unit,
    title,
    moveOn,
    masteryScore,
    launchMethod,
  }));

export async function packageLines(on: Reader, rows: readonly PackageRow[]): Promise<contract.PackageLine[]> {
  const teachings = await loadTeachings(on);
  const lines: contract.PackageLine[] = [];
  for (const row of rows) {
    const activityId = courseIri(row.package_id);
    const registrations = await registrationsOf(on, { packageId: row.package_id });
    lines.push({
      packageId: row.package_id,
      kind: row.kind,
      title: row.title,
      activityId,
      units: unitsOf(row.course.children).length,
      sizeBytes: row.size_bytes,
      files: row.file_count,
      importedAt: row.imported_at.getTime(),
      importedBy: row.imported_by,
      withdrawn: row.withdrawn_at !== null,
      begun: registrations.length,
      done: registrations.filter((one) => one.satisfied_at !== null).length,
      teaches: teachings
        .filter((one) => one.activityId === activityId)
        .map(({ competencyId, level, proof }) => ({ competencyId, level, proof })),
    });
  }
  return lines;
}
