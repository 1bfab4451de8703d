/*
 * What an app asks to be allowed. https://hl7.org/fhir/smart-app-launch/STU2/scopes-and-launch-context.html
 */

/** Create, read, update, delete, search. */
export type Letter = 'c' | 'r' | 'u' | 'd' | 's';

export interface ResourceScope {
  /** `patient`: of the one patient whose chart is open. `user`: whatever the person may. */
  readonly level: 'patient' | 'user';
  /** A resource type, or `*`. */
  readonly type: string;
  readonly letters: readonly Letter[];
}

const letters: readonly Letter[] = ['c', 'r', 'u', 'd', 's'];
const pattern = /^(patient|user)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/;
const older: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** Null: no scope for resources, or one that is not understood (`system/`, and those with a search behind them). */
export function resourceScope(scope: string): ResourceScope | null {
  const [, level, type = '', asked = ''] = pattern.exec(scope) ?? [];
  const wanted = older[asked] ?? asked;
  if ((level !== 'patient' && level !== 'user') || wanted === '') return null;
  return { level, type, letters: letters.filter((letter) => wanted.includes(letter)) };
}

export const scopesOf = (text: string): string[] => [...new Set(text.split(' ').filter((one) => one !== ''))];
export const resourceScopes = (text: string): ResourceScope[] => scopesOf(text).flatMap((one) => resourceScope(one) ?? []);

const contextScopes = ['launch', 'launch/patient', 'openid', 'fhirUser', 'offline_access'] as const;
/** As `.well-known/smart-configuration` names them. */
export const scopesSupported: readonly string[] = [...contextScopes, 'patient/*.cruds', 'user/*.cruds'];

/** Can a scope like this be given at all? */
export const isScope = (scope: string): boolean => (contextScopes as readonly string[]).includes(scope) || resourceScope(scope) !== null;

export interface Grantable {
  readonly resourceTypes: ReadonlySet<string>;
  /** Whether it is known which of the hospital's staff the person is. */
  readonly hasFhirUser: boolean;
}

/**
 * What of the scopes asked for can be given: a server may give less, and says so. A scope that it does not understand is never given
 * wider than it was meant.
 */
export function grantable(asked: string, { resourceTypes, hasFhirUser }: Grantable): string {
  const known = scopesOf(asked).filter((scope) => {
    if (scope === 'fhirUser') return hasFhirUser;
    if ((contextScopes as readonly string[]).includes(scope)) return true;
    const type = resourceScope(scope)?.type;
    return type !== undefined && (type === '*' || resourceTypes.has(type));
  });
  return known.join(' ');
}

/** Of the scopes asked for those that are no wider than what the app was registered for; null: it was registered for anything. */
export function withinRegistered(asked: string, registered: string | null): string {
  if (registered === null) return asked;
  const named = new Set(scopesOf(registered));
  const wide = resourceScopes(registered);
  const covered = (scope: string): boolean => {
    const one = resourceScope(scope);
    return (
      one !== null &&
      wide.some(
        ({ level, type, letters: given }) =>
          level === one.level && (type === '*' || type === one.type) && one.letters.every((letter) => given.includes(letter)),
      )
    );
  };
  return scopesOf(asked)
    .filter((scope) => named.has(scope) || covered(scope))
    .join(' ');
}

/** Must a patient be chosen before this can be given? */
export const needsPatient = (scope: string): boolean =>
  scopesOf(scope).some((one) => one === 'launch/patient' || resourceScope(one)?.level === 'patient');

const verbs: Readonly<Record<Letter, string>> = { c: 'add', r: 'read', u: 'change', d: 'delete', s: 'search' };

/** A scope as a person reads it before they allow it. */
export function inWords(scope: string): string | null {
  const resource = resourceScope(scope);
  if (resource) {
    const what = resource.type === '*' ? 'everything' : resource.type;
    const whose = resource.level === 'patient' ? 'in the chart of this patient' : 'of all patients of this hospital';
    return `${resource.letters.map((letter) => verbs[letter]).join(', ')}: ${what} ${whose}`;
  }
  if (scope === 'openid') return 'know which account you use';
  if (scope === 'fhirUser') return 'know which member of the staff you play';
  return scope === 'offline_access' ? 'go on while you are away, until you or it ends that' : null;
}
