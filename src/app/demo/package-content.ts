/*
 * Two small courses as another tool would have packed them: one by SCORM 1.2, one by cmi5. They are played for real.
 */
const page = (title: string, body: string, script: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body { font: 17px/1.55 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1d2530 } h1 { font-size: 1.4rem } button { font: inherit; padding: .4rem 1rem; margin: .5rem .5rem 0 0 } label { display: block; margin: .4rem 0 } [hidden] { display: none }</style>
</head><body>${body}<script src="${script}"></script></body></html>`;

const scanning = [
  [
    'Before the round',
    'Take the scanner from its dock and check its charge. Scan your own badge once: from then on every dose is charted under your name and no one else’s.',
  ],
  [
    'At the bedside',
    'Scan the wristband, then the drug. Never a label on a clipboard, a door or a spare wristband at the desk: those are copies, and a copy can belong to the wrong patient.',
  ],
  [
    'When it warns',
    'Stop and read. “Wrong time” may be right after a procedure and takes a reason. “Wrong patient” and “not ordered” are never clicked away: go back to the order first.',
  ],
] as const;

const scanningBody = `<h1>Scan before you give</h1>
${scanning.map(([title, text]) => `<section hidden><h2>${title}</h2><p>${text}</p></section>`).join('\n')}
<section hidden><h2>One question</h2><p>The scanner says “wrong patient”, and you know that the wristband is an old one. What now?</p>
<label><input type="radio" name="answer" value="no"> Override it with a reason, and give the dose</label>
<label><input type="radio" name="answer" value="yes"> Have a new wristband printed, check the identity, and scan again</label>
<label><input type="radio" name="answer" value="no2"> Scan the label in the chart room</label>
<button id="answer">Answer</button></section>
<p id="said" role="status"></p><button id="back">Back</button><button id="on">Go on</button>`;

const scanningScript = `function find() { let at = window; while (!at.API && at.parent !== at) at = at.parent; return at.API; }
const api = find(); api.LMSInitialize('');
const parts = [...document.querySelectorAll('section')];
let at = Math.min(parts.length - 1, Number(api.LMSGetValue('cmi.core.lesson_location')) || 0);
const began = Date.now();
let done = false;
const two = (value) => String(value).padStart(2, '0');
function keep(exit) {
  const seconds = Math.round((Date.now() - began) / 1000);
  api.LMSSetValue('cmi.core.session_time', two(Math.floor(seconds / 3600)) + ':' + two(Math.floor(seconds / 60) % 60) + ':' + two(seconds % 60));
  api.LMSSetValue('cmi.core.exit', exit);
}
function show() {
  parts.forEach((part, index) => { part.hidden = index !== at; });
  document.getElementById('back').disabled = at === 0;
  document.getElementById('on').hidden = at === parts.length - 1;
  api.LMSSetValue('cmi.core.lesson_location', String(at));
  if (!done && !['passed', 'failed'].includes(api.LMSGetValue('cmi.core.lesson_status'))) api.LMSSetValue('cmi.core.lesson_status', 'incomplete');
  keep('suspend'); api.LMSCommit('');
}
document.getElementById('back').onclick = () => { at--; show(); };
document.getElementById('on').onclick = () => { at++; show(); };
document.getElementById('answer').onclick = () => {
  const chosen = document.querySelector('input[name=answer]:checked');
  if (!chosen || done) return;
  const right = chosen.value === 'yes';
  api.LMSSetValue('cmi.interactions.0.id', 'old-wristband'); api.LMSSetValue('cmi.interactions.0.type', 'choice');
  api.LMSSetValue('cmi.interactions.0.result', right ? 'correct' : 'wrong');
  api.LMSSetValue('cmi.core.score.raw', right ? '100' : '0'); api.LMSSetValue('cmi.core.lesson_status', right ? 'passed' : 'failed');
  keep(''); done = true; api.LMSFinish('');
  document.getElementById('said').textContent = right ? 'Right. You may leave the course.' : 'No: a wrong patient is never overridden. Leave the course and take it again.';
};
window.onunload = () => { if (!done) { done = true; keep('suspend'); api.LMSFinish(''); } };
show();`;

export const scanningCourse: Readonly<Record<string, string>> = {
  'imsmanifest.xml': `<?xml version="1.0"?>
<manifest identifier="LAKEVIEW-SCAN" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="ORG"><organization identifier="ORG"><title>Scan before you give</title>
    <item identifier="SCAN" identifierref="RES"><title>The scanner at the bedside</title><adlcp:masteryscore>80</adlcp:masteryscore></item>
  </organization></organizations>
  <resources><resource identifier="RES" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/><file href="course.js"/></resource></resources>
</manifest>`,
  'index.html': page('Scan before you give', scanningBody, 'course.js'),
  'course.js': scanningScript,
};

const lockScript = `const given = Object.fromEntries(new URLSearchParams(location.search));
const uuid = () => '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) => (Number(c) ^ (Math.random() * 16 >> (Number(c) / 4))).toString(16));
const button = document.getElementById('done');
button.disabled = true;
(async () => {
  const key = (await (await fetch(given.fetch, { method: 'POST' })).json())['auth-token'];
  const headers = { authorization: 'Basic ' + key, 'x-experience-api-version': '1.0.3', 'content-type': 'application/json' };
  const query = new URLSearchParams({ stateId: 'LMS.LaunchData', activityId: given.activityId, agent: given.actor, registration: given.registration });
  const { contextTemplate, launchMode } = await (await fetch(given.endpoint + 'activities/state?' + query, { headers })).json();
  const began = Date.now();
  const category = (name) => ({ id: 'https://w3id.org/xapi/cmi5/context/categories/' + name });
  const say = (verb, result) => {
    const context = { ...contextTemplate, registration: given.registration };
    context.contextActivities = { ...context.contextActivities, category: [category('cmi5'), ...(verb === 'completed' ? [category('moveon')] : [])] };
    return fetch(given.endpoint + 'statements', { method: 'POST', headers, body: JSON.stringify({ id: uuid(), actor: JSON.parse(given.actor),
      verb: { id: 'http://adlnet.gov/expapi/verbs/' + verb }, object: { id: given.activityId }, context, timestamp: new Date().toISOString(), ...(result ? { result } : {}) }) });
  };
  await say('initialized');
  button.disabled = false;
  button.onclick = async () => {
    button.disabled = true;
    const duration = 'PT' + Math.round((Date.now() - began) / 1000) + 'S';
    if (launchMode === 'Normal') await say('completed', { completion: true, duration });
    await say('terminated', { duration });
    document.getElementById('said').textContent = 'Thank you. You may leave the course.';
  };
})();`;

const lockBody = `<h1>Lock it, every time</h1>
<p>A screen that you leave open is open to whoever comes by, under your name. Lock it with the key combination of your workstation or by taking your badge off the reader, also for a minute.</p>
<p>Look only into charts that your own work needs. Each look is on record with your name; a colleague, a neighbour or a name from the news is no part of your work.</p>
<p>What you need to tell somebody about a patient, you tell in a place where others do not listen.</p>
<button id="done">I have read this</button><p id="said" role="status"></p>`;

export const privacyCourse: Readonly<Record<string, string>> = {
  'cmi5.xml': `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://learn.lakeview.example/courses/lock-it">
    <title><langstring lang="en-US">Lock it, every time</langstring></title>
    <description><langstring lang="en-US">Two minutes on screens, charts and corridors.</langstring></description>
  </course>
  <au id="https://learn.lakeview.example/courses/lock-it/read" moveOn="Completed">
    <title><langstring lang="en-US">Screens, charts, corridors</langstring></title>
    <description><langstring lang="en-US">To be read.</langstring></description>
    <url>index.html</url>
  </au>
</courseStructure>`,
  'index.html': page('Lock it, every time', lockBody, 'course.js'),
  'course.js': lockScript,
};
