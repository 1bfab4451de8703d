import { randomUUID } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Actor } from '#platform/http/actor.ts';
import { isFields, many, textOf, type Fields } from '../core/fhir/resource.ts';
import { answer } from '../core/rest/answer.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import { headOf } from '../core/store/attempt.ts';
import { backTo, readAuthorize, type AuthorizeWish, type Query } from '../core/smart/authorize.ts';
import { lifetimes } from '../core/smart/exchange.ts';
import { grantable, needsPatient, resourceScopes, scopesOf, withinRegistered } from '../core/smart/scopes.ts';
import { findApp, findLaunch, insertGrant, spendLaunch } from '../store/apps.ts';
import { mayLook } from './caller.ts';
import type { Work } from './live-attempts.ts';
import type { Practice } from './practice.ts';

export interface Patient {
  readonly id: string;
  readonly label: string;
}

/** What the person is asked. */
export interface Question {
  readonly kind: 'ask';
  readonly appName: string;
  readonly wish: AuthorizeWish;
  readonly scope: string;
  /** One: it is decided. Several: the person chooses. None: no chart is asked for. */
  readonly patients: readonly Patient[];
  readonly encounterId: string | null;
}

/** `page`: shown to the person, who is not sent on. `back`: where the browser goes. */
export type Considered = Question | { readonly kind: 'page'; readonly text: string } | { readonly kind: 'back'; readonly url: string };

interface Asking {
  readonly attemptId: string;
  /** Of the attempt's FHIR server. */
  readonly address: string;
  readonly query: Query;
  readonly actor: Actor;
}

/** Whom the learner plays, where the exercise says so: `Practitioner/…`. */
export const fhirUserOf = ({ runs }: Practice, work: Work, accountId: string): string | null =>
  work.row.account_id === accountId ? (runs.exerciseOf(work)?.learner ?? null) : null;

/** Reads an app's wish and says what comes next. @throws Problem 404 when the attempt is not the person's to look at */
export async function consider(practice: Practice, { attemptId, address, query, actor }: Asking): Promise<Considered> {
  const row = await findApp(practice.db, query.client_id ?? '');
  const client = row ? { clientId: row.client_id, name: row.name, redirectUris: row.redirect_uris } : null;
  const read = readAuthorize(query, client, [address]);
  const goBack = (error: string, text: string): Considered => {
    const values = { error, error_description: text, state: query.state ?? null };
    return { kind: 'back', url: backTo(query.redirect_uri ?? '', values) };
  };
  if (!read.ok)
    return read.refusal.code === 'page' ? { kind: 'page', text: read.refusal.text } : goBack(read.refusal.code, read.refusal.text);
  const wish = read.value;
  const { scope, all } = await practice.live.within(attemptId, (work) => {
    mayLook(work, actor);
    const { resourceTypes } = work.sitting.record.rules.definitions;
    const hasFhirUser = fhirUserOf(practice, work, actor.accountId) !== null;
    return { scope: grantable(withinRegistered(wish.scope, row?.scopes ?? null), { resourceTypes, hasFhirUser }), all: patientsOf(work) };
  });
  if (resourceScopes(scope).length === 0 && !scopesOf(scope).includes('openid'))
    return goBack('invalid_scope', 'None of these scopes can be given here.');
  const question = { kind: 'ask', appName: row?.name ?? '', wish, scope } as const;
  if (scopesOf(scope).includes('launch')) {
    const launch = await findLaunch(practice.db, hashToken(wish.launch ?? ''));
    const isOurs = launch?.client_id === wish.clientId && launch.attempt_id === attemptId && launch.account_id === actor.accountId;
    if (!launch || !isOurs || launch.used_at !== null || launch.expires_at.getTime() <= practice.clock.now())
      return goBack('invalid_request', 'The launch is not valid, or not any more. Start the app from the chart again.');
    const patients = all.filter(({ id }) => id === launch.patient_id);
    return { ...question, patients, encounterId: launch.encounter_id };
  }
  return { ...question, patients: needsPatient(scope) ? all : [], encounterId: null };
}

/** The person allows it. Answers where the browser goes, with the code. */
export async function allow(practice: Practice, asking: Asking, patientId: string | undefined): Promise<Considered> {
  const considered = await consider(practice, asking);
  if (considered.kind !== 'ask') return considered;
  const { wish, scope, patients, encounterId } = considered;
  const chosen = patients.find(({ id }) => id === patientId) ?? null;
  if (patients.length > 0 && !chosen) return { kind: 'page', text: 'Choose a patient first: go back, and choose one from the list.' };
  const now = practice.clock.now();
  const code = newToken();
  const isDone = await practice.db.tx(async (tx) => {
    if (scopesOf(scope).includes('launch') && !(await spendLaunch(tx, hashToken(wish.launch ?? ''), now))) return false;
    await insertGrant(tx, {
      grant_id: newId('agr'),
      client_id: wish.clientId,
      attempt_id: asking.attemptId,
      account_id: asking.actor.accountId,
      scope,
      patient_id: chosen?.id ?? null,
      encounter_id: encounterId,
      redirect_uri: wish.redirectUri,
      challenge: wish.challenge,
      nonce: wish.nonce,
      code_hash: hashToken(code),
      code_expires_at: new Date(now + lifetimes.code),
      code_used_at: null,
      granted_at: new Date(now),
      revoked_at: null,
    });
    const detail = { clientId: wish.clientId, scope };
    const entry = { action: 'practice.app-allowed', subjectKind: 'practice-attempt', subjectId: asking.attemptId, detail };
    await audit(tx, asking.actor, entry, now);
    return true;
  });
  if (!isDone) return { kind: 'page', text: 'This launch was used already. Start the app from the chart again.' };
  return { kind: 'back', url: backTo(wish.redirectUri, { code, state: wish.state, iss: asking.address }) };
}

const patientsMax = 1000;

function patientsOf({ sitting, now }: Work): Patient[] {
  const setting = { attempt: sitting.record, address: '', now: virtualNow(sitting.clock, now), newId: randomUUID };
  const query = [
    ['_sort', 'family,given'],
    ['_count', String(patientsMax)],
  ] as const;
  const { json } = answer(setting, { method: 'GET', path: 'Patient', query, headers: {}, body: () => null });
  return many((JSON.parse(json ?? '{}') as Fields).entry).flatMap((entry) => {
    const patient = isFields(entry) ? entry.resource : undefined;
    return isFields(patient) ? [{ id: textOf(patient.id) ?? '', label: labelOf(patient) }] : [];
  });
}

function labelOf(patient: Fields): string {
  const [name] = many(patient.name);
  const { family, given } = isFields(name) ? name : {};
  const words = [textOf(family) ?? '', many(given).join(' ')].filter((part) => part !== '').join(', ');
  return [words || 'No name', textOf(patient.birthDate) ?? ''].filter((part) => part !== '').join(' · ');
}

/** Is there such a patient in this attempt, and such an encounter? */
export const isThere = ({ sitting }: Work, type: string, id: string): boolean => (headOf(sitting.record, type, id)?.json ?? null) !== null;
