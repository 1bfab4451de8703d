import {
  childSets,
  conditionNames,
  considerations,
  exitActions,
  plainObjective,
  plainSequencing,
  postActions,
  preActions,
  rollupActions,
  timings,
  type Condition,
  type RollupRule,
  type Sequencing,
  type SequencingRule,
} from '../sequencing/definition.ts';
import type { IssueList } from './issue-list.ts';
import { readObjectives } from './read-objectives.ts';
import { attributeOf, childOf, childrenOf, type XmlElement } from './xml.ts';
import { flagOf, numberOf, wholeOf, wordOf } from './xml-values.ts';

/** Sequencing that items share by reference: those of `sequencingCollection`, by their ID. */
export type SequencingCollection = ReadonlyMap<string, XmlElement>;

export function collectionOf(manifest: XmlElement): SequencingCollection {
  const all = childrenOf(manifest, 'sequencingCollection').flatMap((list) => childrenOf(list, 'sequencing'));
  return new Map(all.map((one) => [attributeOf(one, 'ID'), one]));
}

/**
 * What an item or the organization says of its sequencing (SN chapter 3, CAM 5.1). What it says itself goes before what it refers to, element by
 * element. What is not understood is an error: nobody can follow half of a rule.
 */
export function readSequencing(owner: XmlElement, collection: SequencingCollection, issues: IssueList): Sequencing {
  const own = childOf(owner, 'sequencing');
  const ref = own ? attributeOf(own, 'IDRef') : '';
  const base = collection.get(ref);
  if (ref !== '' && !base) issues.error(own, `There is no sequencing "${ref}" in the sequencing collection`);
  const partsOf = (name: string): XmlElement | null => (own && childOf(own, name)) ?? (base ? childOf(base, name) : null);
  const sources = [own, base].filter((one): one is XmlElement => one !== null && one !== undefined);
  return {
    ...plainSequencing,
    ...readControl(partsOf('controlMode'), issues),
    ...readConsiderations(partsOf('constrainedChoiceConsiderations'), partsOf('rollupConsiderations'), issues),
    ...readRules(partsOf('sequencingRules'), issues),
    ...readLimits(partsOf('limitConditions'), issues),
    ...readRollup(partsOf('rollupRules'), issues),
    ...readRandomization(partsOf('randomizationControls'), issues),
    ...readDelivery(partsOf('deliveryControls'), issues),
    objectives: readObjectives(sources, issues) ?? [plainObjective],
    ...readThreshold(childOf(owner, 'completionThreshold'), issues),
  };
}

const readControl = (element: XmlElement | null, issues: IssueList) =>
  flagsOf(
    element,
    ['choice', 'choiceExit', 'flow', 'forwardOnly', 'useCurrentAttemptObjectiveInfo', 'useCurrentAttemptProgressInfo'],
    issues,
  );
const readDelivery = (element: XmlElement | null, issues: IssueList) =>
  flagsOf(element, ['tracked', 'completionSetByContent', 'objectiveSetByContent'], issues);

/** Attributes that are true or false, each with the standard's value where it is not given. */
function flagsOf<Key extends keyof Sequencing>(element: XmlElement | null, names: readonly Key[], issues: IssueList): Partial<Sequencing> {
  if (!element) return {};
  return Object.fromEntries(names.map((name) => [name, flagOf(element, name, plainSequencing[name] as boolean, issues)]));
}

function readConsiderations(choice: XmlElement | null, rollup: XmlElement | null, issues: IssueList): Partial<Sequencing> {
  const required = (name: string) => (rollup && wordOf(rollup, name, considerations, issues)) ?? 'always';
  return {
    ...flagsOf(choice, ['constrainChoice', 'preventActivation'], issues),
    ...flagsOf(rollup, ['measureSatisfactionIfActive'], issues),
    requiredFor: {
      satisfied: required('requiredForSatisfied'),
      notSatisfied: required('requiredForNotSatisfied'),
      completed: required('requiredForCompleted'),
      incomplete: required('requiredForIncomplete'),
    },
  };
}

function readRules(element: XmlElement | null, issues: IssueList): Partial<Sequencing> {
  const rules = <Action extends string>(name: string, actions: readonly Action[]): SequencingRule<Action>[] =>
    (element ? childrenOf(element, name) : []).flatMap((rule) => {
      const conditions = childOf(rule, 'ruleConditions');
      const action = actionOf(rule, 'ruleAction', actions, issues);
      if (!conditions || action === null) return [];
      const combination = wordOf(conditions, 'conditionCombination', ['all', 'any'], issues) ?? 'all';
      return [{ action, combination, conditions: childrenOf(conditions, 'ruleCondition').flatMap((one) => readCondition(one, issues)) }];
    });
  return {
    pre: rules('preConditionRule', preActions),
    exit: rules('exitConditionRule', exitActions),
    post: rules('postConditionRule', postActions),
  };
}

function actionOf<Action extends string>(rule: XmlElement, name: string, actions: readonly Action[], issues: IssueList): Action | null {
  const element = childOf(rule, name);
  const action = element && wordOf(element, 'action', actions, issues);
  if (!element || attributeOf(element, 'action') === '') issues.error(rule, 'A rule of the sequencing has no action');
  return action;
}

function readCondition(element: XmlElement, issues: IssueList): Condition[] {
  const name = wordOf(element, 'condition', conditionNames, issues);
  const operator = wordOf(element, 'operator', ['noOp', 'not'], issues);
  const objective = attributeOf(element, 'referencedObjective');
  if (name === null) return [];
  return [
    {
      name,
      not: operator === 'not',
      objective: objective === '' ? null : objective,
      threshold: numberOf(element, 'measureThreshold', { min: -1, max: 1, otherwise: 0 }, issues),
    },
  ];
}

function readLimits(element: XmlElement | null, issues: IssueList): Partial<Sequencing> {
  if (!element) return {};
  const duration = attributeOf(element, 'attemptAbsoluteDurationLimit');
  return { attemptLimit: wholeOf(element, 'attemptLimit', issues), durationLimit: duration === '' ? null : duration.slice(0, 60) };
}

function readRollup(element: XmlElement | null, issues: IssueList): Partial<Sequencing> {
  if (!element) return {};
  const rollupRules = childrenOf(element, 'rollupRule').flatMap((rule): RollupRule[] => {
    const conditions = childOf(rule, 'rollupConditions');
    const action = actionOf(rule, 'rollupAction', rollupActions, issues);
    if (!conditions || action === null) return [];
    return [
      {
        action,
        childSet: wordOf(rule, 'childActivitySet', childSets, issues) ?? 'all',
        minimumCount: wholeOf(rule, 'minimumCount', issues) ?? 0,
        minimumPercent: numberOf(rule, 'minimumPercent', { min: 0, max: 1, otherwise: 0 }, issues),
        combination: wordOf(conditions, 'conditionCombination', ['all', 'any'], issues) ?? 'any',
        conditions: childrenOf(conditions, 'rollupCondition').flatMap((one) => readCondition(one, issues)),
      },
    ];
  });
  return {
    ...flagsOf(element, ['rollupObjectiveSatisfied', 'rollupProgressCompletion'], issues),
    rollupRules,
    objectiveMeasureWeight: numberOf(element, 'objectiveMeasureWeight', { min: 0, max: 1, otherwise: 1 }, issues),
  };
}

function readRandomization(element: XmlElement | null, issues: IssueList): Partial<Sequencing> {
  if (!element) return {};
  return {
    selectionTiming: wordOf(element, 'selectionTiming', timings, issues) ?? 'never',
    randomizationTiming: wordOf(element, 'randomizationTiming', timings, issues) ?? 'never',
    selectCount: wholeOf(element, 'selectCount', issues),
    reorderChildren: flagOf(element, 'reorderChildren', false, issues),
  };
}

/** 4th edition: three attributes. 3rd edition: the threshold itself as text. */
function readThreshold(element: XmlElement | null, issues: IssueList): Partial<Sequencing> {
  if (!element) return {};
  const text = element.text.trim();
  const byText = text !== '' && attributeOf(element, 'completedByMeasure') === '';
  const minimum = Number(text);
  if (byText && !(minimum >= 0 && minimum <= 1)) issues.error(element, `The completion threshold "${text.slice(0, 40)}" is out of range`);
  return {
    completedByMeasure: byText || flagOf(element, 'completedByMeasure', false, issues),
    minProgressMeasure: byText ? minimum : numberOf(element, 'minProgressMeasure', { min: 0, max: 1, otherwise: 1 }, issues),
    progressWeight: numberOf(element, 'progressWeight', { min: 0, max: 1, otherwise: 1 }, issues),
  };
}
