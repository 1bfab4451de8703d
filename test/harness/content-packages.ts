import { zipFile, type ZipEntry } from './zip-file.ts';

/* Content packages that we wrote ourselves. */

export interface UnitSource {
  readonly id?: string;
  readonly title?: string;
  readonly moveOn?: string;
  readonly masteryScore?: string;
  readonly url?: string;
}

export const cmi5Xml = (units: readonly UnitSource[] = [{}]): string => `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://lakeview.example/courses/scanning">
    <title><langstring lang="en-US">Scan before you give</langstring></title>
    <description><langstring lang="en-US">Bar codes at the bedside</langstring></description>
  </course>
${units
  .map(
    ({
      id = 'https://lakeview.example/courses/scanning/one',
      title = 'At the bedside',
      moveOn = 'Passed',
      masteryScore,
      url = 'unit.html',
    }) =>
      `  <au id="${id}" moveOn="${moveOn}"${masteryScore === undefined ? '' : ` masteryScore="${masteryScore}"`}>
    <title><langstring lang="en-US">${title}</langstring></title>
    <description><langstring lang="en-US">${title}</langstring></description>
    <url>${url}</url>
  </au>`,
  )
  .join('\n')}
</courseStructure>`;

export const cmi5Zip = (units: readonly UnitSource[] = [{}], files: readonly ZipEntry[] = []): Buffer =>
  zipFile([
    { path: 'cmi5.xml', content: cmi5Xml(units) },
    ...(files.some((one) => one.path === 'unit.html') ? [] : [{ path: 'unit.html', content: '<!doctype html><title>Unit</title>' }]),
    ...files,
  ]);

export const scorm12Xml = `<?xml version="1.0"?>
<manifest identifier="MEDS" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="ORG">
    <organization identifier="ORG">
      <title>Medication orders</title>
      <item identifier="ONE" identifierref="RES" parameters="?step=1"><title>First</title><adlcp:masteryscore>80</adlcp:masteryscore></item>
    </organization>
  </organizations>
  <resources><resource identifier="RES" type="webcontent" adlcp:scormtype="sco" href="sco/index.html"><file href="sco/index.html"/></resource></resources>
</manifest>`;
