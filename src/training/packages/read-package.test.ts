import { describe, expect, test } from 'vitest';
import { cmi5Xml, cmi5Zip, scorm12Xml } from '#test/harness/content-packages.ts';
import { zipFile } from '#test/harness/zip-file.ts';
import { openZip, zipLimits } from './open-zip.ts';
import { readPackage } from './read-package.ts';
import { readXml } from './read-xml.ts';

const scorm2004 = scorm12Xml
  .replace('http://www.imsproject.org/xsd/imscp_rootv1p1p2', 'http://www.imsglobal.org/xsd/imscp_v1p1')
  .replace('>1.2<', '>2004 4th Edition<')
  .replace(
    '<adlcp:masteryscore>80</adlcp:masteryscore>',
    '<sequencing><objectives><primaryObjective satisfiedByMeasure="true"><minNormalizedMeasure>0.7</minNormalizedMeasure></primaryObjective></objectives></sequencing>',
  )
  .replace('adlcp:scormtype', 'adlcp:scormType');
const sco = { path: 'sco/index.html', content: '<title>SCO</title>' };
const issuesOf = async (bytes: Buffer) => (await readPackage(bytes)).issues.map(({ file, line, text }) => `${file}:${line} ${text}`);

describe('a package', () => {
  test('of cmi5 is read whole, also from within a folder', async () => {
    const { course, issues } = await readPackage(cmi5Zip([{ masteryScore: '0.8', moveOn: 'CompletedAndPassed' }]));
    expect(issues).toEqual([]);
    expect(course).toMatchObject({
      kind: 'cmi5',
      title: 'Scan before you give',
      children: [{ kind: 'unit', masteryScore: 0.8, moveOn: 'CompletedAndPassed', url: 'unit.html', launchMethod: 'AnyWindow' }],
    });
    const inFolder = zipFile([
      { path: 'course/cmi5.xml', content: cmi5Xml() },
      { path: 'course/unit.html', content: 'x' },
    ]);
    const read = await readPackage(inFolder);
    expect([read.course?.title, [...read.files.keys()]]).toEqual(['Scan before you give', ['cmi5.xml', 'unit.html']]);
  });

  test('of SCORM 1.2 and 2004 becomes the same structure', async () => {
    const first = await readPackage(zipFile([{ path: 'imsmanifest.xml', content: scorm12Xml }, sco]));
    expect(first.course).toMatchObject({
      kind: 'scorm-1.2',
      children: [{ url: 'sco/index.html?step=1', masteryScore: 0.8, moveOn: 'Passed' }],
    });
    const second = await readPackage(zipFile([{ path: 'imsmanifest.xml', content: scorm2004 }, sco]));
    expect(second.course).toMatchObject({ kind: 'scorm-2004', children: [{ masteryScore: 0.7 }] });
    expect(second.issues).toEqual([]);
    const shared = await readPackage(
      zipFile([
        { path: 'imsmanifest.xml', content: scorm2004.replace('<organization ', '<organization objectivesGlobalToSystem="true" ') },
        sco,
      ]),
    );
    expect(shared.issues).toMatchObject([{ severity: 'warning', text: expect.stringContaining('within this course only') as string }]);
  });

  test('that is wrong says so with the line', async () => {
    const wrong = cmi5Zip([
      { moveOn: 'Perhaps', masteryScore: '1.2', url: 'gone.html' },
      { url: 'https://elsewhere.example/x' },
      { id: 'no iri', url: '../unit.html' },
    ]);
    expect(await issuesOf(wrong)).toEqual([
      'cmi5.xml:7 moveOn "Perhaps" is none of Passed, Completed, CompletedAndPassed, CompletedOrPassed, NotApplicable',
      'cmi5.xml:7 The package has no file "gone.html"',
      'cmi5.xml:7 masteryScore "1.2" is no decimal from 0 to 1',
      'cmi5.xml:12 The id https://lakeview.example/courses/scanning/one comes twice',
      expect.stringContaining('cmi5.xml:12 Unit https://lakeview.example/courses/scanning/one lies on another site'),
      'cmi5.xml:17 The id of au, "no iri", is no IRI',
      'cmi5.xml:17 The package has no file "../unit.html"',
    ]);
    expect(await issuesOf(zipFile([{ path: 'readme.txt', content: '' }]))).toEqual([expect.stringContaining('neither cmi5.xml nor')]);
    expect(await issuesOf(Buffer.from('no zip at all'))).toEqual([expect.stringContaining('no zip that can be read')]);
  });
});

describe('a hostile package', () => {
  test.each(['../out.html', '/etc/passwd', 'a/../../b', 'C:/x', String.raw`a\..\b`, 'a//b'])(
    'leaves nowhere by the path %s',
    async (path) => {
      await expect(openZip(zipFile([{ path, content: 'x' }]))).rejects.toThrow(/path|name|cannot be unpacked|no zip/);
    },
  );

  test('brings no links, no bombs, no two files of one name', async () => {
    await expect(openZip(zipFile([{ path: 'link', content: '/etc/passwd', mode: 0o120777 }]))).rejects.toThrow(/link/);
    await expect(
      openZip(
        zipFile([
          { path: 'a.txt', content: '1' },
          { path: 'A.TXT', content: '2' },
        ]),
      ),
    ).rejects.toThrow(/twice/);
    const bomb = { path: 'bomb', content: Buffer.alloc(8 * 1_048_576), deflated: true };
    await expect(openZip(zipFile([bomb]))).rejects.toThrow(/too large/);
    await expect(openZip(zipFile([{ ...bomb, claimedSize: 10 }]))).rejects.toThrow(/damaged|too large/);
    const many = Array.from({ length: 5 }, (_, index) => ({ path: `f${index}`, content: 'x' }));
    await expect(openZip(zipFile(many), { ...zipLimits, filesMax: 4 })).rejects.toThrow(/more than 4/);
    await expect(openZip(zipFile(many), { ...zipLimits, totalBytesMax: 4 })).rejects.toThrow(/too large/);
  });

  test.each([
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /DOCTYPE/],
    ['<!DOCTYPE a SYSTEM "http://elsewhere.example/a.dtd"><a/>', /DOCTYPE/],
    ['<a>&unknown;</a>', /well-formed/],
    ['<a><b></a>', /well-formed/],
    ['', /well-formed|empty/],
    ['<a>'.repeat(50), /nested deeper/],
    [`<a>${'<b/>'.repeat(50_001)}</a>`, /more than 50000/],
  ])('brings no XML like %.40s', (text, why) => {
    expect(() => readXml(Buffer.from(text))).toThrow(why);
  });
});
