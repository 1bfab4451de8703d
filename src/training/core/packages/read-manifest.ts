import { hiddenButtons, unitsOf, type CourseBlock, type CourseNode, type CourseReading, type PackageKind } from './course.ts';
import type { ObjectiveDefinition } from '../sequencing/definition.ts';
import { IssueList } from './issue-list.ts';
import { fileOf } from './package-path.ts';
import { readScript } from './prerequisites.ts';
import { collectionOf, readSequencing, type SequencingCollection } from './read-sequencing.ts';
import { attributeOf, childOf, childrenOf, textIn, type XmlElement } from './xml.ts';

interface Reading {
  readonly kind: PackageKind;
  readonly issues: IssueList;
  readonly files: ReadonlySet<string>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly seen: Set<string>;
  readonly collection: SequencingCollection;
}
interface Resource {
  readonly href: string;
  readonly element: XmlElement;
}

/** `imsmanifest.xml` of SCORM 1.2 or 2004 as a course, with the sequencing of SCORM 2004. */
export function readManifest(root: XmlElement, files: ReadonlySet<string>): CourseReading {
  const issues = new IssueList('imsmanifest.xml');
  const kind = root.name === 'manifest' ? kindOf(root) : null;
  if (kind === null) {
    issues.error(root, 'The root must be manifest, of SCORM 1.2 or SCORM 2004');
    return { course: null, issues: issues.list() };
  }
  const organization = organizationOf(root, issues);
  if (!organization) return { course: null, issues: issues.list() };
  const reading = { kind, issues, files, resources: resourcesOf(root, issues), seen: new Set<string>(), collection: collectionOf(root) };
  const children = childrenOf(organization, 'item').flatMap((item) => readItem(item, reading));
  if (unitsOf(children).length === 0) issues.error(organization, 'The organization has no item that can be launched');
  if (kind === 'scorm-2004') sayWhatIsNotFollowed(organization, issues);
  const id = attributeOf(root, 'identifier');
  if (id === '') issues.error(root, 'The manifest has no identifier');
  const title = textIn(organization, 'title') || id;
  const course = { kind, id, title: title.slice(0, 300), description: '', children, ...sequencingOf(organization, reading) };
  return { course: issues.hasErrors ? null : course, issues: issues.list() };
}

function sayWhatIsNotFollowed(organization: XmlElement, issues: IssueList): void {
  if (attributeOf(organization, 'objectivesGlobalToSystem') === 'true')
    issues.warning(organization, 'Objectives are shared within this course only, not with other courses (objectivesGlobalToSystem)');
  if (some(organization, 'data')) issues.warning(organization, 'Data that units share (adlcp:data, adl.data) are not kept');
  if (limits.some((name) => someHas(organization, name)))
    issues.warning(
      organization,
      'Of limits the number of attempts is followed and the length of one is told to its unit; other times are not',
    );
}
const limits = [
  'attemptExperiencedDurationLimit',
  'activityAbsoluteDurationLimit',
  'activityExperiencedDurationLimit',
  'beginTimeLimit',
  'endTimeLimit',
];

/** What of an item is for the order in which units come. */
function sequencingOf(element: XmlElement, { kind, collection, issues }: Reading): Pick<CourseBlock, 'sequencing' | 'isHidden'> {
  if (kind !== 'scorm-2004') return {};
  const isHidden = attributeOf(element, 'isvisible') === 'false';
  return { sequencing: readSequencing(element, collection, issues), ...(isHidden ? { isHidden } : {}) };
}

/** SN 5.2: our buttons that the package does not want to be seen beside its unit. */
function hidesOf(item: XmlElement): { readonly hides?: readonly (typeof hiddenButtons)[number][] } {
  const presentation = childOf(item, 'presentation');
  const navigation = presentation && childOf(presentation, 'navigationInterface');
  const named = new Set(navigation ? childrenOf(navigation, 'hideLMSUI').map((one) => one.text.trim()) : []);
  const hides = hiddenButtons.filter((button) => named.has(button));
  return hides.length > 0 ? { hides } : {};
}

/** SCORM 1.2 CAM 2.2.4.2.1: an expression over items, in the language `aicc_script`. */
function prerequisitesOf(item: XmlElement, { kind, issues }: Reading): { readonly prerequisites?: string } {
  const element = kind === 'scorm-1.2' ? childOf(item, 'prerequisites') : null;
  const script = element?.text.trim() ?? '';
  if (!element || script === '') return {};
  if (readScript(script) !== null) return { prerequisites: script };
  issues.warning(element, `The prerequisites "${script.slice(0, 80)}" are not understood: the item is open from the start`);
  return {};
}

function kindOf(root: XmlElement): PackageKind | null {
  const metadata = childOf(root, 'metadata');
  const version = metadata ? textIn(metadata, 'schemaversion') : '';
  if (/^1\.2$/.test(version)) return 'scorm-1.2';
  if (/^(2004|CAM 1\.3)/i.test(version)) return 'scorm-2004';
  if (/imscp_rootv1p1p2/.test(root.uri)) return 'scorm-1.2';
  return /imscp_v1p1/.test(root.uri) ? 'scorm-2004' : null;
}

function organizationOf(root: XmlElement, issues: IssueList): XmlElement | null {
  const list = childOf(root, 'organizations');
  const all = list ? childrenOf(list, 'organization') : [];
  const wanted = list ? attributeOf(list, 'default') : '';
  const found = all.find((one) => attributeOf(one, 'identifier') === wanted) ?? (wanted === '' ? all[0] : undefined);
  if (found) return found;
  issues.error(list ?? root, wanted === '' ? 'There is no organization' : `There is no organization "${wanted}"`);
  return null;
}

function resourcesOf(root: XmlElement, issues: IssueList): ReadonlyMap<string, Resource> {
  const list = childOf(root, 'resources');
  const base = attributeOf(root, 'base') + (list ? attributeOf(list, 'base') : '');
  const found = new Map<string, Resource>();
  for (const element of list ? childrenOf(list, 'resource') : []) {
    const id = attributeOf(element, 'identifier');
    if (found.has(id)) issues.error(element, `The resource ${id} comes twice`);
    const href = attributeOf(element, 'href');
    found.set(id, { href: href === '' ? '' : base + attributeOf(element, 'base') + href, element });
  }
  return found;
}

function readItem(item: XmlElement, reading: Reading): CourseNode[] {
  const { issues, resources, seen, files, kind } = reading;
  const id = attributeOf(item, 'identifier');
  if (id === '' || seen.has(id)) issues.error(item, id === '' ? 'An item has no identifier' : `The item ${id} comes twice`);
  seen.add(id);
  const title = (textIn(item, 'title') || id).slice(0, 300);
  const children = childrenOf(item, 'item').flatMap((one) => readItem(one, reading));
  if (children.length > 0) return [{ kind: 'block', id, title, children, ...sequencingOf(item, reading) }];
  const ref = attributeOf(item, 'identifierref');
  const resource = resources.get(ref);
  if (!resource || resource.href === '') {
    issues.error(item, ref === '' ? `Item ${id} has neither a resource nor items in it` : `There is no resource "${ref}" with an href`);
    return [];
  }
  const file = fileOf(resource.href);
  if (file === null || !files.has(file)) issues.error(resource.element, `The package has no file "${resource.href}"`);
  const isAsset = attributeOf(resource.element, kind === 'scorm-1.2' ? 'scormtype' : 'scormType').toLowerCase() === 'asset';
  const sequence = sequencingOf(item, reading);
  const masteryScore = kind === 'scorm-1.2' ? masteryOf(item, reading) : passingScoreOf(sequence.sequencing?.objectives[0]);
  return [
    {
      kind: 'unit',
      id,
      title,
      url: resource.href + parametersOf(resource.href, attributeOf(item, 'parameters')),
      launchParameters: textIn(item, kind === 'scorm-1.2' ? 'datafromlms' : 'dataFromLMS'),
      entitlementKey: '',
      masteryScore,
      moveOn: isAsset ? 'Completed' : masteryScore === null ? 'CompletedOrPassed' : 'Passed',
      launchMethod: 'AnyWindow',
      ...(isAsset ? { isAsset } : {}),
      ...prerequisitesOf(item, reading),
      ...sequence,
      ...hidesOf(item),
    },
  ];
}

/** SCORM 2004 CAM 3.4.1.9: how `parameters` are joined to an address. */
function parametersOf(href: string, given: string): string {
  const parameters = given.replace(/^[?&]+/, '');
  if (parameters === '') return '';
  return parameters.startsWith('#') ? parameters : `${href.includes('?') ? '&' : '?'}${parameters}`;
}

/** SCORM 1.2: 0 … 100. */
function masteryOf(item: XmlElement, { issues }: Reading): number | null {
  const measure = childOf(item, 'masteryscore');
  if (!measure || measure.text.trim() === '') return null;
  const score = Number(measure.text.trim()) / 100;
  if (score >= 0 && score <= 1) return score;
  issues.error(measure, `The mastery score "${measure.text.trim()}" is out of range`);
  return null;
}

/** SCORM 2004: what the primary objective asks for, where its measure decides. Scores below 0 are none for us. */
const passingScoreOf = (primary: ObjectiveDefinition | undefined): number | null =>
  primary?.satisfiedByMeasure ? Math.max(0, primary.minMeasure) : null;

const some = (element: XmlElement, name: string): boolean => element.children.some((child) => child.name === name || some(child, name));
const someHas = (element: XmlElement, attribute: string): boolean =>
  element.children.some((child) => child.attributes.has(attribute) || someHas(child, attribute));
