import { isIri } from '../xapi/lexical.ts';
import { moveOns, unitsOf, type CourseBlock, type CourseNode, type CourseReading, type CourseUnit, type MoveOn } from './course.ts';
import { IssueList } from './issue-list.ts';
import { fileOf } from './package-path.ts';
import { attributeOf, childOf, childrenOf, textIn, type XmlElement } from './xml.ts';

const namespace = /^https:\/\/w3id\.org\/xapi\/profiles\/cmi5\/v1\/CourseStructure\.xsd$/;

interface Reading {
  readonly issues: IssueList;
  readonly files: ReadonlySet<string>;
  readonly objectives: ReadonlySet<string>;
  readonly seen: Set<string>;
}

/** `cmi5.xml` (cmi5 section 13) as a course. @param files the paths that the package has. */
export function readCmi5(root: XmlElement, files: ReadonlySet<string>): CourseReading {
  const issues = new IssueList('cmi5.xml');
  if (root.name !== 'courseStructure' || !namespace.test(root.uri)) {
    issues.error(root, 'The root must be courseStructure of https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd');
    return { course: null, issues: issues.list() };
  }
  const seen = new Set<string>();
  const objectives = readObjectives(root, issues, seen);
  const reading = { issues, files, objectives, seen };
  const head = childOf(root, 'course');
  if (!head) issues.error(root, 'There is no element course');
  const id = head ? readId(head, reading) : '';
  const children = nodesIn(root, reading);
  if (unitsOf(children).length === 0) issues.error(root, 'The course has no assignable unit (element au)');
  if (!head || issues.hasErrors) return { course: null, issues: issues.list() };
  return {
    course: { kind: 'cmi5', id, title: titleOf(head, issues), description: langText(head, 'description'), children },
    issues: issues.list(),
  };
}

function readObjectives(root: XmlElement, issues: IssueList, seen: Set<string>): ReadonlySet<string> {
  const list = childOf(root, 'objectives');
  const ids = (list ? childrenOf(list, 'objective') : []).map((one) => readId(one, { issues, seen }));
  return new Set(ids);
}

function nodesIn(parent: XmlElement, reading: Reading): readonly CourseNode[] {
  return parent.children.flatMap((child): CourseNode[] => {
    if (child.name === 'au') return [readUnit(child, reading)];
    return child.name === 'block' ? [readBlock(child, reading)] : [];
  });
}

function readBlock(element: XmlElement, reading: Reading): CourseBlock {
  const id = readId(element, reading);
  checkObjectives(element, reading);
  const children = nodesIn(element, reading);
  if (children.length === 0) reading.issues.error(element, `Block ${id} is empty`);
  return { kind: 'block', id, title: titleOf(element, reading.issues), children };
}

function readUnit(element: XmlElement, reading: Reading): CourseUnit {
  const { issues, files } = reading;
  const id = readId(element, reading);
  checkObjectives(element, reading);
  const moveOn = attributeOf(element, 'moveOn') || 'NotApplicable';
  if (!(moveOns as readonly string[]).includes(moveOn)) issues.error(element, `moveOn "${moveOn}" is none of ${moveOns.join(', ')}`);
  const method = attributeOf(element, 'launchMethod') || 'AnyWindow';
  if (method !== 'AnyWindow' && method !== 'OwnWindow')
    issues.error(element, `launchMethod "${method}" is neither AnyWindow nor OwnWindow`);
  const url = textIn(element, 'url');
  const file = fileOf(url);
  if (url === '') issues.error(element, `Unit ${id} has no url`);
  else if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url))
    issues.error(element, `Unit ${id} lies on another site; only what is in the package is taken`);
  else if (file === null || !files.has(file)) issues.error(element, `The package has no file "${url}"`);
  return {
    kind: 'unit',
    id,
    title: titleOf(element, issues),
    url,
    launchParameters: textIn(element, 'launchParameters'),
    entitlementKey: textIn(element, 'entitlementKey'),
    masteryScore: masteryOf(element, issues),
    moveOn: moveOn as MoveOn,
    launchMethod: method === 'OwnWindow' ? 'OwnWindow' : 'AnyWindow',
  };
}

/** Section 13.1.4: a decimal from 0 to 1. */
function masteryOf(element: XmlElement, issues: IssueList): number | null {
  const text = attributeOf(element, 'masteryScore');
  if (text === '') return null;
  const score = Number(text);
  if (/^\d?(\.\d+)?$/.test(text) && score >= 0 && score <= 1) return score;
  issues.error(element, `masteryScore "${text}" is no decimal from 0 to 1`);
  return null;
}

function readId(element: XmlElement, { issues, seen }: Pick<Reading, 'issues' | 'seen'>): string {
  const id = attributeOf(element, 'id');
  if (!isIri(id)) issues.error(element, `The id of ${element.name}, "${id}", is no IRI`);
  else if (seen.has(id)) issues.error(element, `The id ${id} comes twice`);
  seen.add(id);
  return id;
}

function checkObjectives(element: XmlElement, { issues, objectives }: Reading): void {
  const list = childOf(element, 'objectives');
  for (const one of list ? childrenOf(list, 'objective') : []) {
    const ref = attributeOf(one, 'idref');
    if (!objectives.has(ref)) issues.error(one, `There is no objective "${ref}"`);
  }
}

function titleOf(element: XmlElement, issues: IssueList): string {
  const title = langText(element, 'title');
  if (title === '') issues.error(element, `${element.name} has no title (title/langstring)`);
  return title.slice(0, 300);
}

/** English where there is some, otherwise what comes first. */
function langText(element: XmlElement, name: string): string {
  const texts = childOf(element, name)?.children.filter((one) => one.name === 'langstring') ?? [];
  return (texts.find((one) => attributeOf(one, 'lang').toLowerCase().startsWith('en')) ?? texts[0])?.text.trim() ?? '';
}
