import { expect, test } from 'vitest';
import { zipFile } from '#test/harness/zip-file.ts';
import type { CourseBlock } from '../core/packages/course.ts';
import { plainSequencing } from '../core/sequencing/definition.ts';
import { readPackage } from './read-package.ts';

const manifest = (organization: string, collection = ''): string => `<?xml version="1.0"?>
<manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>T</title>${organization}</organization></organizations>
  <resources><resource identifier="R" type="webcontent" adlcp:scormType="sco" href="a.html"><file href="a.html"/></resource></resources>
  ${collection}
</manifest>`;
const read = (organization: string, collection = '') =>
  readPackage(
    zipFile([
      { path: 'imsmanifest.xml', content: manifest(organization, collection) },
      { path: 'a.html', content: 'x' },
    ]),
  );
const item = (inner: string, id = 'A', attributes = ''): string =>
  `<item identifier="${id}" identifierref="R" ${attributes}><title>${id}</title>${inner}</item>`;
const sequencing = async (inner: string) => {
  const { course, issues } = await read(item(`<imsss:sequencing>${inner}</imsss:sequencing>`));
  return { rules: course?.children[0]?.sequencing, issues };
};

test('everything that a manifest may say of its sequencing is read', async () => {
  const { rules, issues } = await sequencing(`
    <imsss:controlMode choice="false" choiceExit="0" flow="1" forwardOnly="true" useCurrentAttemptObjectiveInfo="false"/>
    <imsss:sequencingRules>
      <imsss:preConditionRule><imsss:ruleConditions conditionCombination="any">
        <imsss:ruleCondition referencedObjective="dose" measureThreshold="0.6" operator="not" condition="objectiveMeasureGreaterThan"/>
        <imsss:ruleCondition condition="attempted"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule>
      <imsss:exitConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="always"/></imsss:ruleConditions><imsss:ruleAction action="exit"/></imsss:exitConditionRule>
      <imsss:postConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="satisfied"/></imsss:ruleConditions><imsss:ruleAction action="exitAll"/></imsss:postConditionRule>
    </imsss:sequencingRules>
    <imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT30M"/>
    <imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.25">
      <imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.5"><imsss:rollupConditions><imsss:rollupCondition operator="not" condition="satisfied"/></imsss:rollupConditions><imsss:rollupAction action="notSatisfied"/></imsss:rollupRule>
    </imsss:rollupRules>
    <imsss:objectives>
      <imsss:primaryObjective objectiveID="main" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure><imsss:mapInfo targetObjectiveID="g1" writeSatisfiedStatus="true"/></imsss:primaryObjective>
      <imsss:objective objectiveID="dose"><imsss:mapInfo targetObjectiveID="g2" readNormalizedMeasure="false" writeNormalizedMeasure="true"/></imsss:objective>
    </imsss:objectives>
    <imsss:randomizationControls randomizationTiming="onEachNewAttempt" reorderChildren="true" selectionTiming="once" selectCount="3"/>
    <imsss:deliveryControls tracked="true" completionSetByContent="true" objectiveSetByContent="true"/>
    <adlseq:constrainedChoiceConsiderations preventActivation="true" constrainChoice="true"/>
    <adlseq:rollupConsiderations requiredForSatisfied="ifAttempted" requiredForCompleted="ifNotSkipped" measureSatisfactionIfActive="false"/>
    <adlseq:objectives><adlseq:objective objectiveID="main"><adlseq:mapInfo targetObjectiveID="g1" readCompletionStatus="false" writeCompletionStatus="true"/></adlseq:objective></adlseq:objectives>`);
  expect(issues).toEqual([]);
  expect(rules).toMatchObject({
    choice: false,
    choiceExit: false,
    flow: true,
    forwardOnly: true,
    useCurrentAttemptObjectiveInfo: false,
    useCurrentAttemptProgressInfo: true,
    pre: [
      {
        action: 'skip',
        combination: 'any',
        conditions: [
          { name: 'objectiveMeasureGreaterThan', not: true, objective: 'dose', threshold: 0.6 },
          { name: 'attempted', not: false, objective: null },
        ],
      },
    ],
    exit: [{ action: 'exit', combination: 'all' }],
    post: [{ action: 'exitAll' }],
    attemptLimit: 2,
    durationLimit: 'PT30M',
    rollupObjectiveSatisfied: false,
    rollupProgressCompletion: true,
    objectiveMeasureWeight: 0.25,
    rollupRules: [{ childSet: 'atLeastPercent', minimumPercent: 0.5, combination: 'any', conditions: [{ name: 'satisfied', not: true }] }],
    objectives: [
      {
        id: 'main',
        satisfiedByMeasure: true,
        minMeasure: 0.8,
        maps: [
          {
            target: 'g1',
            read: { satisfied: true, measure: true, completed: false, progress: true },
            write: { satisfied: true, measure: false, completed: true, progress: false },
          },
        ],
      },
      { id: 'dose', satisfiedByMeasure: false, maps: [{ target: 'g2', read: { measure: false }, write: { measure: true } }] },
    ],
    selectCount: 3,
    selectionTiming: 'once',
    randomizationTiming: 'onEachNewAttempt',
    completionSetByContent: true,
    preventActivation: true,
    constrainChoice: true,
    measureSatisfactionIfActive: false,
    requiredFor: { satisfied: 'ifAttempted', notSatisfied: 'always', completed: 'ifNotSkipped', incomplete: 'always' },
  });
});

test('what an item says itself goes before what it refers to, element by element', async () => {
  const collection = `<imsss:sequencingCollection><imsss:sequencing ID="seq"><imsss:controlMode flow="true" choice="false"/><imsss:limitConditions attemptLimit="3"/></imsss:sequencing></imsss:sequencingCollection>`;
  const own = '<imsss:sequencing IDRef="seq"><imsss:controlMode flow="false"/></imsss:sequencing>';
  const { course } = await read(item(own), collection);
  expect(course?.children[0]?.sequencing).toEqual({ ...plainSequencing, attemptLimit: 3 });
  const { issues } = await read(item('<imsss:sequencing IDRef="gone"/>'));
  expect(issues[0]).toMatchObject({ severity: 'error', text: 'There is no sequencing "gone" in the sequencing collection' });
});

test('an item that says nothing has what the standard gives it; hidden items and buttons are known', async () => {
  const presentation =
    '<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>continue</adlnav:hideLMSUI><adlnav:hideLMSUI>exitAll</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>';
  const { course } = await read(
    item(presentation, 'A', 'isvisible="false"') +
      `<item identifier="B"><title>B</title>${item('<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.7"/>', 'C')}</item>`,
  );
  expect(course?.children[0]).toMatchObject({ isHidden: true, hides: ['continue', 'exitAll'], sequencing: plainSequencing });
  const within = course?.children[1] as CourseBlock | undefined;
  expect(within?.children[0]?.sequencing).toEqual({
    ...plainSequencing,
    completedByMeasure: true,
    minProgressMeasure: 0.7,
  });
});

test('what cannot be understood keeps the package out: nobody can follow half of a rule', async () => {
  const wrong = [
    ['<imsss:controlMode flow="perhaps"/>', 'flow "perhaps" is not true or false'],
    [
      '<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="tired"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>',
      'condition "tired" is not one of',
    ],
    [
      '<imsss:sequencingRules><imsss:postConditionRule><imsss:ruleConditions/><imsss:ruleAction action="skip"/></imsss:postConditionRule></imsss:sequencingRules>',
      'action "skip" is not one of exitParent',
    ],
    ['<imsss:limitConditions attemptLimit="many"/>', 'attemptLimit "many" is not a whole number'],
    ['<imsss:rollupRules objectiveMeasureWeight="2"/>', 'objectiveMeasureWeight "2" is not a number from 0 to 1'],
    ['<imsss:objectives><imsss:objective objectiveID="a"/><imsss:objective objectiveID="a"/></imsss:objectives>', 'have the same id'],
  ] as const;
  for (const [inner, text] of wrong) {
    const { issues } = await sequencing(inner);
    expect(issues[0]).toMatchObject({ severity: 'error', text: expect.stringContaining(text) as string });
    expect(issues[0]?.line).toBeGreaterThan(1);
  }
});
