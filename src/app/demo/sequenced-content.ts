/*
 * A small course of SCORM 2004 as an authoring tool would have packed it: a pre-test, lessons that are skipped where it found that they are known, and a
 * final check that sends back to what went wrong. It is played for real.
 */
const style =
  'body { font: 17px/1.55 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1d2530 } h1 { font-size: 1.4rem } button { font: inherit; padding: .4rem 1rem; margin: .5rem .5rem 0 0 } label { display: block; margin: .4rem 0 } fieldset { border: 1px solid #ccd3dc; margin: 1rem 0 } legend { font-weight: 600 }';
const page = (title: string, body: string, script: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1>${body}<p id="said" role="status"></p><script src="run-time.js"></script><script src="${script}"></script></body></html>`;

const questions = {
  rates: {
    text: 'A heparin drip runs at 12 units/kg/h. The new weight in the chart is 8 kg less. What now?',
    right: 'Stop and have the order reviewed: the rate hangs on the weight',
    wrong: 'Leave the rate as it is: it was right when it was ordered',
  },
  limits: {
    text: 'The pump says that the dose is above its hard limit. What now?',
    right: 'Check the order with pharmacy: a hard limit is not overridden',
    wrong: 'Take the pump out of the drug library and run it by hand',
  },
} as const;
type Topic = keyof typeof questions;

const asked = (topic: Topic, order: readonly ('right' | 'wrong')[]): string => {
  const { text } = questions[topic];
  const choices = order.map((key) => `<label><input type="radio" name="${topic}" value="${key}"> ${questions[topic][key]}</label>`);
  return `<fieldset><legend>${text}</legend>${choices.join('')}</fieldset>`;
};

const runTime = `function find() { let at = window; while (!at.API_1484_11 && at.parent !== at) at = at.parent; return at.API_1484_11; }
const api = find(); api.Initialize('');
const began = Date.now();
let done = false;
function end(move) {
  if (done) return;
  done = true;
  api.SetValue('cmi.session_time', 'PT' + Math.round((Date.now() - began) / 1000) + 'S');
  if (move) api.SetValue('adl.nav.request', move);
  api.Terminate('');
}
window.onunload = () => { if (!done) { api.SetValue('cmi.exit', 'suspend'); end(); } };
function objective(id) {
  for (let n = 0; n < Number(api.GetValue('cmi.objectives._count')); n++) if (api.GetValue('cmi.objectives.' + n + '.id') === id) return n;
  throw new Error('The run-time has no objective ' + id);
}`;

const quizScript = `document.getElementById('answer').onclick = () => {
  const topics = ['rates', 'limits'];
  const chosen = topics.map((topic) => document.querySelector('input[name=' + topic + ']:checked'));
  if (done || chosen.some((one) => !one)) return;
  const right = chosen.map((one) => one.value === 'right');
  topics.forEach((topic, at) => api.SetValue('cmi.objectives.' + objective(topic) + '.success_status', right[at] ? 'passed' : 'failed'));
  const score = right.filter(Boolean).length / topics.length;
  api.SetValue('cmi.score.scaled', String(score));
  api.SetValue('cmi.completion_status', 'completed');
  api.SetValue('cmi.success_status', score === 1 ? 'passed' : 'failed');
  end('continue');
};`;

const lessonScript = `const on = document.getElementById('on');
on.disabled = api.GetValue('adl.nav.request_valid.continue') !== 'true';
on.onclick = () => { api.SetValue('cmi.completion_status', 'completed'); end('continue'); };`;

const lesson = (topic: Topic, title: string, text: string): string =>
  page(title, `<p>${text}</p><p>${questions[topic].right}.</p><button id="on">I have read this</button>`, 'lesson.js');
const quiz = (title: string, text: string, order: readonly ('right' | 'wrong')[]): string =>
  page(title, `<p>${text}</p>${asked('rates', order)}${asked('limits', order)}<button id="answer">Answer</button>`, 'quiz.js');

const rule = (action: string, ...conditions: readonly string[]): string =>
  `<imsss:ruleConditions conditionCombination="all">${conditions.join('')}</imsss:ruleConditions><imsss:ruleAction action="${action}"/>`;
const condition = (name: string, operator = 'noOp'): string => `<imsss:ruleCondition operator="${operator}" condition="${name}"/>`;
const shares = (flow: 'read' | 'write', topic: Topic): string =>
  `<imsss:mapInfo targetObjectiveID="lakeview.drips.${topic}" readSatisfiedStatus="${flow === 'read'}" readNormalizedMeasure="false" writeSatisfiedStatus="${flow === 'write'}"/>`;
const found = (['rates', 'limits'] as const)
  .map((topic) => `<imsss:objective objectiveID="${topic}">${shares('write', topic)}</imsss:objective>`)
  .join('');
const silent = '<imsss:rollupRules rollupObjectiveSatisfied="false" rollupProgressCompletion="false"/>';
const hidden = (...buttons: readonly string[]): string =>
  `<adlnav:presentation><adlnav:navigationInterface>${buttons.map((one) => `<adlnav:hideLMSUI>${one}</adlnav:hideLMSUI>`).join('')}</adlnav:navigationInterface></adlnav:presentation>`;
const item = (id: string, title: string, sequencing: string, buttons: readonly string[]): string =>
  `<item identifier="${id}" identifierref="R-${id}"><title>${title}</title><imsss:sequencing>${sequencing}</imsss:sequencing>${hidden(...buttons)}</item>`;
const lessonItem = (id: string, topic: Topic, title: string): string =>
  item(
    id,
    title,
    `<imsss:sequencingRules><imsss:preConditionRule>${rule('skip', condition('satisfied'))}</imsss:preConditionRule></imsss:sequencingRules>${silent}
      <imsss:objectives><imsss:primaryObjective objectiveID="${topic}">${shares('read', topic)}</imsss:primaryObjective></imsss:objectives>`,
    ['previous'],
  );
const any = (action: string): string =>
  `<imsss:rollupRule childActivitySet="any"><imsss:rollupConditions><imsss:rollupCondition condition="${action}"/></imsss:rollupConditions><imsss:rollupAction action="${action}"/></imsss:rollupRule>`;

const pages: Readonly<Record<string, string>> = {
  'before.html': quiz('What do you know already?', 'Two questions. What you know is not taught again.', ['wrong', 'right']),
  'rates.html': lesson(
    'rates',
    'Rates that hang on a weight',
    'Most drips are ordered per kilogram. A new weight makes an old rate wrong.',
  ),
  'limits.html': lesson(
    'limits',
    'Hard limits',
    'The drug library of a pump holds limits that pharmacy has set. A hard one means: not this dose.',
  ),
  'check.html': quiz('The check', 'Both answers must be right. If one is not, you come back to its lesson.', ['right', 'wrong']),
};

export const dripsCourse: Readonly<Record<string, string>> = {
  'imsmanifest.xml': `<?xml version="1.0"?>
<manifest identifier="LAKEVIEW-DRIPS" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="ORG"><organization identifier="ORG"><title>High-alert drips</title>
    ${item('BEFORE', 'What do you know already?', `<imsss:sequencingRules><imsss:preConditionRule>${rule('skip', condition('attempted'))}</imsss:preConditionRule></imsss:sequencingRules>${silent}<imsss:objectives><imsss:primaryObjective/>${found}</imsss:objectives>`, ['previous', 'continue'])}
    ${lessonItem('RATES', 'rates', 'Rates that hang on a weight')}
    ${lessonItem('LIMITS', 'limits', 'Hard limits')}
    ${item(
      'CHECK',
      'The check',
      `<imsss:sequencingRules>
        <imsss:postConditionRule>${rule('exitAll', condition('satisfied'))}</imsss:postConditionRule>
        <imsss:postConditionRule>${rule('retryAll', condition('objectiveStatusKnown'), condition('satisfied', 'not'))}</imsss:postConditionRule>
      </imsss:sequencingRules>
      <imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>1</imsss:minNormalizedMeasure></imsss:primaryObjective>${found}</imsss:objectives>`,
      ['previous', 'continue'],
    )}
    <imsss:sequencing><imsss:controlMode choice="false" flow="true"/><imsss:rollupRules>${any('satisfied')}${any('completed')}</imsss:rollupRules></imsss:sequencing>
  </organization></organizations>
  <resources>${[
    ['BEFORE', 'before.html'],
    ['RATES', 'rates.html'],
    ['LIMITS', 'limits.html'],
    ['CHECK', 'check.html'],
  ]
    .map(
      ([id, href]) =>
        `<resource identifier="R-${id}" type="webcontent" adlcp:scormType="sco" href="${href}"><file href="${href}"/></resource>`,
    )
    .join('')}</resources>
</manifest>`,
  ...pages,
  'run-time.js': runTime,
  'quiz.js': quizScript,
  'lesson.js': lessonScript,
};
