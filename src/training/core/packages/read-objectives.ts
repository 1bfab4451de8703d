import { plainObjective, type MapFlags, type ObjectiveDefinition, type ObjectiveMap } from '../sequencing/definition.ts';
import type { IssueList } from './issue-list.ts';
import { attributeOf, childOf, childrenOf, type XmlElement } from './xml.ts';
import { flagOf } from './xml-values.ts';

const isOfAdl = (element: XmlElement): boolean => /adlseq/i.test(element.uri);

/** Objectives of an activity with what they share (SN 3.10), from the first source that has some. Those of ADL's own namespace add to them. */
export function readObjectives(
  sources: readonly XmlElement[],
  issues: IssueList,
): readonly [ObjectiveDefinition, ...ObjectiveDefinition[]] | null {
  const listIn = (wanted: (element: XmlElement) => boolean): XmlElement | undefined =>
    sources.flatMap((source) => childrenOf(source, 'objectives')).find((list) => wanted(list));
  const list = listIn((one) => !isOfAdl(one));
  if (!list) return null;
  const more = mapsOfAdl(listIn(isOfAdl), issues);
  const primary = childOf(list, 'primaryObjective');
  const read = (element: XmlElement): ObjectiveDefinition => readOne(element, more, issues);
  const others = childrenOf(list, 'objective').map(read);
  const all = [...(primary ? [read(primary)] : []), ...others].map(({ id }) => id);
  if (new Set(all).size !== all.length) issues.error(list, 'Two objectives of an activity have the same id');
  return [primary ? read(primary) : plainObjective, ...others];
}

function readOne(element: XmlElement, more: ReadonlyMap<string, readonly ObjectiveMap[]>, issues: IssueList): ObjectiveDefinition {
  const id = attributeOf(element, 'objectiveID');
  const minimum = childOf(element, 'minNormalizedMeasure');
  const minMeasure = minimum === null || minimum.text.trim() === '' ? 1 : Number(minimum.text.trim());
  if (!(minMeasure >= -1 && minMeasure <= 1)) issues.error(minimum, `The mastery score "${minimum?.text.trim()}" is out of range`);
  return {
    id,
    satisfiedByMeasure: flagOf(element, 'satisfiedByMeasure', false, issues),
    minMeasure,
    maps: merged([...childrenOf(element, 'mapInfo').map((map) => readMap(map, issues)), ...(more.get(id) ?? [])]),
  };
}

const targetOf = (element: XmlElement, issues: IssueList): string => {
  const target = attributeOf(element, 'targetObjectiveID');
  if (target === '') issues.error(element, 'A shared objective has no id');
  return target;
};
const none: MapFlags = { satisfied: false, measure: false, completed: false, progress: false };

function readMap(element: XmlElement, issues: IssueList): ObjectiveMap {
  const flag = (name: string, otherwise: boolean): boolean => flagOf(element, name, otherwise, issues);
  return {
    target: targetOf(element, issues),
    read: { ...none, satisfied: flag('readSatisfiedStatus', true), measure: flag('readNormalizedMeasure', true) },
    write: { ...none, satisfied: flag('writeSatisfiedStatus', false), measure: flag('writeNormalizedMeasure', false) },
  };
}

/** `adlseq:objectives`: completion and progress are shared, too. Of scores only the normalized one is. */
function mapsOfAdl(list: XmlElement | undefined, issues: IssueList): ReadonlyMap<string, readonly ObjectiveMap[]> {
  const objectives = list ? childrenOf(list, 'objective') : [];
  return new Map(
    objectives.map((objective) => [
      attributeOf(objective, 'objectiveID'),
      childrenOf(objective, 'mapInfo').map((element) => {
        const flag = (name: string, otherwise: boolean): boolean => flagOf(element, name, otherwise, issues);
        return {
          target: targetOf(element, issues),
          read: { ...none, completed: flag('readCompletionStatus', true), progress: flag('readProgressMeasure', true) },
          write: { ...none, completed: flag('writeCompletionStatus', false), progress: flag('writeProgressMeasure', false) },
        };
      }),
    ]),
  );
}

/** One map for each shared objective, whichever namespace says what of it. */
function merged(maps: readonly ObjectiveMap[]): ObjectiveMap[] {
  const all = new Map<string, ObjectiveMap>();
  for (const map of maps) {
    const { target } = map;
    const { read, write } = all.get(target) ?? { read: none, write: none };
    all.set(target, { target, read: either(read, map.read), write: either(write, map.write) });
  }
  return [...all.values()];
}
const either = (one: MapFlags, other: MapFlags): MapFlags => ({
  satisfied: one.satisfied || other.satisfied,
  measure: one.measure || other.measure,
  completed: one.completed || other.completed,
  progress: one.progress || other.progress,
});
