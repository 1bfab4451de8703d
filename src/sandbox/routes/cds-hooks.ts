import { createHash } from 'node:crypto';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { alertsOf, services, type Service } from '../core/cds-hooks/services.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import type { TrailEntry } from '../core/sitting/sitting.ts';
import type { Alert } from '../core/decision-support/alert.ts';
import type { Resource } from '../core/fhir/resource.ts';
import { mayLook, mayWork } from '../shell/caller.ts';
import type { Work } from '../shell/live-attempts.ts';
import { asProblem } from '../shell/own-server.ts';
import type { Practice } from '../shell/practice.ts';

/** The same card that is shown again soon is one showing: services are asked at every key. */
const sameShowingMs = 5 * 60_000;

export function cdsHookRoutes({ server, live, runs }: Practice): void {
  bind(server, contract.discoverServices, ({ params, actor }) =>
    live.within(params.attemptId, (work) => {
      mayLook(work, actor);
      return { services: services.map((service) => ({ ...service })) };
    }),
  );

  bind(server, contract.callService, ({ params, body, actor }) =>
    asProblem(
      live.within(params.attemptId, (work) => {
        mayWork(work, actor);
        runs.catchUp(work);
        const service = serviceOf(params.serviceId);
        if (body.hook !== service.hook) throw invalid(`${service.id} is a service of ${service.hook}, not of ${body.hook}.`);
        const draftOrders = (body.context.draftOrders?.entry ?? []).map(({ resource }) => resource as Resource);
        const context = { patientId: body.context.patientId, draftOrders, selections: body.context.selections };
        const alerts = alertsOf(service, work.sitting.record, context, virtualNow(work.sitting.clock, work.now));
        const patient = `Patient/${context.patientId.replace(/^Patient\//, '')}`;
        for (const alert of alerts) noteShown(work, { patient, ...shownDetail(alert) }, actor.accountId);
        return { cards: alerts.map((alert) => cardOf(work, patient, alert)) };
      }),
    ),
  );

  bind(server, contract.giveFeedback, ({ params, body, actor }) =>
    live.within(params.attemptId, (work) => {
      mayWork(work, actor);
      serviceOf(params.serviceId);
      const told = body.feedback.map((one) => ({ ...one, shown: shownOf(work, one.card), reason: reasonOf(one.overrideReason) }));
      for (const { outcome, reason } of told)
        if (outcome === 'overridden' && reason === null) throw invalid('An override needs a reason: choose one, or write it.');
      for (const { outcome, reason, shown } of told) {
        const { patient, category, target } = shown.detail;
        const line =
          outcome === 'overridden'
            ? { kind: 'alert-overridden', detail: { patient, category, target, reason } }
            : { kind: 'alert-heeded', detail: { patient, category, target } };
        work.note({ kind: 'trail', line }, actor.accountId);
      }
      return {};
    }),
  );
}

function serviceOf(id: string): Service {
  const service = services.find((one) => one.id === id);
  if (!service) throw notFound('The service');
  return service;
}

const shownDetail = ({ category, severity, text, drugs }: Alert) => ({ category, severity, text, target: drugs[0] ?? '' });

type Shown = ReturnType<typeof shownDetail> & { readonly patient: string };

function noteShown({ sitting, now, note }: Work, detail: Shown, accountId: string): void {
  const from = virtualNow(sitting.clock, now) - sameShowingMs;
  const same = ({ detail: was }: TrailEntry): boolean =>
    was.patient === detail.patient && was.category === detail.category && was.target === detail.target;
  const last = sitting.trail.findLast((line) => line.kind.startsWith('alert-') && same(line));
  if (last?.kind === 'alert-shown' && last.virtualAt >= from && last.detail.text === detail.text) return;
  note({ kind: 'trail', line: { kind: 'alert-shown', detail } }, accountId);
}

/** The same alert of an attempt always has the same card: so that feedback finds what was shown in the trail. */
function cardId(attemptId: string, detail: Readonly<Record<string, unknown>>): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([attemptId, detail.patient, detail.category, detail.target, detail.text]))
    .digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function shownOf({ row, sitting }: Work, card: string): TrailEntry {
  const found = sitting.trail.findLast((line) => line.kind === 'alert-shown' && cardId(row.attempt_id, line.detail) === card);
  if (!found) throw notFound('The card');
  return found;
}

interface GivenReason {
  readonly reason?: { readonly code?: string | undefined; readonly display?: string | undefined } | undefined;
  readonly userComment?: string | undefined;
}

function reasonOf(given: GivenReason | undefined): string | null {
  const words = [given?.reason?.display ?? given?.reason?.code, given?.userComment].flatMap((one) => one?.trim() || []);
  return words.length === 0 ? null : words.join('. ');
}

const system = 'urn:atelbow:decision-support';
const summaryLengthMax = 139;

function cardOf({ row }: Work, patient: string, alert: Alert): contract.CdsCard {
  return {
    uuid: cardId(row.attempt_id, { patient, ...shownDetail(alert) }),
    summary: alert.text.slice(0, summaryLengthMax),
    detail: alert.why,
    indicator: alert.severity,
    source: { label: 'Practice decision support', topic: { system, code: alert.category, display: alert.category.replaceAll('-', ' ') } },
    ...(alert.overridable && alert.reasons.length > 0
      ? { overrideReasons: alert.reasons.map((display) => ({ system, code: display.toLowerCase().replaceAll(/[^a-z]+/g, '-'), display })) }
      : {}),
  };
}
