import type { Call } from '#platform/http/call.ts';
import * as training from '#training/contract.ts';
import { privacyCourse, scanningCourse } from './package-content.ts';
import { dripsCourse } from './sequenced-content.ts';
import { zipOf } from './zip.ts';

interface Learner {
  readonly call: Call;
}

/** Courses from elsewhere: brought in as a training lead would, and begun by the nurse in her first week. */
export async function furnishPackages(call: Call, fetcher: typeof fetch, learner: Learner, note: (line: string) => void): Promise<void> {
  const bring = async (files: Readonly<Record<string, string>>, competencyId: string, proof: 'passed' | 'completed'): Promise<string> => {
    const body = zipOf(files) as unknown as Uint8Array<ArrayBuffer>;
    const reply = await fetcher(training.importPackage.path, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    if (!reply.ok) throw new Error(`A course of the demo was not taken: ${await reply.text()}`);
    const { packageId } = training.importPackage.response.parse(await reply.json());
    const { activityId } = await call(training.getPackage, { params: { packageId } });
    await call(training.saveTeachings, { body: { activity: 'module', activityId, teaches: [{ competencyId, level: 2, proof }] } });
    return packageId;
  };
  const scanning = await bring(scanningCourse, 'mar-barcode', 'passed');
  await bring(privacyCourse, 'privacy-access', 'completed');
  await bring(dripsCourse, 'mar-barcode', 'passed');
  // What the hospital's own learning platform asks for first: with it the signing key is made.
  await fetcher('/.well-known/jwks.json');
  // She has turned one page.
  const { url, sessionId } = await learner.call(training.launchOwnUnit, { params: { packageId: scanning, unit: 0 } });
  const cmi = { core: { lesson_location: '1', lesson_status: 'incomplete', session_time: '00:03:20', exit: 'suspend' } };
  const kept = await fetch(`${url}commit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sequence: 1, finished: false, cmi }),
  });
  if (!kept.ok) throw new Error(`The course of the demo kept nothing: ${await kept.text()}`);
  await learner.call(training.leaveOwnUnit, { params: { sessionId } });
  note('  courses           3 content packages (SCORM 1.2 and 2004, cmi5), one begun');
}
