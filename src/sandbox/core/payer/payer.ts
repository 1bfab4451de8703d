import { minuteMs, type Instant } from '#kernel/time.ts';
import { isFields, many, textOf, type Fields, type Resource } from '../fhir/resource.ts';

/*
 * The payers of the practice hospital, for whoever practises freely: exercises script their own. What a payer says follows from what was sent
 * alone, by a few rules of this house's invention; no real payer decides so.
 */
export interface PayerAnswer {
  /** The same for the same question: it is answered once. */
  readonly id: string;
  readonly text: string;
  readonly dueAt: Instant;
  readonly resource: Resource;
}

/** The newest state of what a learner wrote, and since when (virtual clock). */
export interface Sent {
  readonly resource: Resource;
  readonly at: Instant;
}

const waits = { CoverageEligibilityRequest: 2, preauthorization: 5, claim: 4 } as const;
const money = (value: number): Fields => ({ value, currency: 'USD' });
const code = (system: string, value: string): Fields => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code: value }],
});
const denialSystem = 'https://atelbow.example/fhir/CodeSystem/denial-reason';
const codesIn = (concept: unknown): string[] =>
  isFields(concept) ? many(concept.coding).flatMap((one) => (isFields(one) ? (textOf(one.code) ?? '') : '')) : [];
const referenceIn = (value: unknown): string => (isFields(value) ? (textOf(value.reference) ?? '') : '');
const fieldsIn = (value: unknown): Fields[] => many(value).filter(isFields);

/** Services that a payer wants to be asked for beforehand. */
const needsAuthorization: ReadonlySet<string> = new Set(['LV-INJ-KNEE']);
const allowedShare = 0.9;
const factsLengthMin = 30;

/**
 * What payers will say to what was sent, and when.
 * @param read the record's newest version of `Type/id`
 */
export function payerAnswers(sent: readonly Sent[], read: (reference: string) => Resource | undefined): PayerAnswer[] {
  return sent.flatMap(({ resource, at }): PayerAnswer[] => {
    if (resource.status !== 'active') return [];
    const name = `${resource.resourceType}/${resource.id}`;
    const answer = (minutes: number, text: string, made: Resource): PayerAnswer => ({
      id: `payer:${name}`,
      text,
      dueAt: at + minutes * minuteMs,
      resource: { status: 'active', created: new Date(at + minutes * minuteMs).toISOString(), ...about(resource, name), ...made },
    });
    if (resource.resourceType === 'CoverageEligibilityRequest')
      return [
        answer(waits.CoverageEligibilityRequest, 'The payer has answered whether the insurance is valid.', eligibility(resource, read)),
      ];
    if (resource.resourceType !== 'Claim') return [];
    if (resource.use === 'preauthorization')
      return [answer(waits.preauthorization, 'The payer has answered the request.', preauthorization(resource))];
    return resource.use === 'claim' ? [answer(waits.claim, 'The payer has answered the claim.', remittance(resource, read))] : [];
  });
}

function about(asked: Resource, name: string): Fields {
  return { patient: asked.patient, insurer: asked.insurer, request: { reference: name } } as Fields;
}

const coverageOf = (asked: Resource, read: (reference: string) => Resource | undefined): Resource | undefined =>
  read(referenceIn(fieldsIn(asked.insurance)[0]?.coverage));

/** What the plan leaves to the patient for a visit, dollars. */
function copayOf(coverage: Resource | undefined): number {
  const cost = fieldsIn(coverage?.costToBeneficiary).find((one) => codesIn(one.type).includes('gpvisit'));
  const value = isFields(cost?.valueMoney) ? cost.valueMoney.value : undefined;
  return typeof value === 'number' ? value : 20;
}

function eligibility(asked: Resource, read: (reference: string) => Resource | undefined): Resource {
  const coverage = coverageOf(asked, read);
  const known = coverage?.status === 'active' && /^[A-Z]{2}\d{6}$/.test(textOf(coverage.subscriberId) ?? '');
  return {
    resourceType: 'CoverageEligibilityResponse',
    purpose: ['validation'],
    outcome: known ? 'complete' : 'error',
    disposition: known
      ? `Insured, ${copayOf(coverage)} dollars a visit, video visits included`
      : 'This member number is not known to us: two letters and six digits',
  };
}

/** Granted where the request tells facts. */
function preauthorization(asked: Resource): Resource {
  const facts = fieldsIn(asked.supportingInfo)
    .map((one) => textOf(one.valueString) ?? '')
    .join(' ');
  const granted = facts.length >= factsLengthMin;
  return {
    resourceType: 'ClaimResponse',
    type: asked.type,
    use: 'preauthorization',
    outcome: granted ? 'complete' : 'error',
    disposition: granted ? 'Granted.' : 'Not granted: the request names no facts. A physician may call until 16:00 today.',
    ...(granted ? { preAuthRef: `AUTH-${asked.id?.replaceAll(/\D/g, '').slice(0, 5).padStart(5, '0')}` } : {}),
  } as Resource;
}

/** Line by line: denied with one of the house's reasons, or allowed at its contract with the copay left to the patient. */
function remittance(claim: Resource, read: (reference: string) => Resource | undefined): Resource {
  const hasAuthorization = fieldsIn(claim.insurance).some((one) => many(one.preAuthRef).length > 0);
  let copay = copayOf(coverageOf(claim, read));
  const seen = new Set<string>();
  const lines = fieldsIn(claim.item).map((item) => {
    const service = codesIn(item.productOrService)[0] ?? '';
    const net = isFields(item.net) && typeof item.net.value === 'number' ? item.net.value : 0;
    const reason =
      needsAuthorization.has(service) && !hasAuthorization
        ? 'NP-AUTH'
        : many(item.diagnosisSequence).length === 0
          ? 'NP-DX'
          : seen.has(service)
            ? 'NP-DUP'
            : null;
    seen.add(service);
    if (reason !== null)
      return {
        itemSequence: item.sequence,
        denied: true,
        adjudication: [{ ...part('benefit', 0), reason: { coding: [{ system: denialSystem, code: reason }], text: words[reason] } }],
      };
    const allowed = Math.round(net * allowedShare * 100) / 100;
    const own = service.startsWith('LV-VIS') ? Math.min(copay, allowed) : 0;
    copay -= own;
    const paid = Math.round((allowed - own) * 100) / 100;
    return {
      itemSequence: item.sequence,
      denied: false,
      adjudication: [part('eligible', allowed), ...(own > 0 ? [part('copay', own)] : []), part('benefit', paid)],
    };
  });
  const denied = lines.some((line) => line.denied);
  return {
    resourceType: 'ClaimResponse',
    type: claim.type,
    use: 'claim',
    outcome: denied ? 'error' : 'complete',
    disposition: denied ? 'Denied: see the reason of each service' : 'Paid by contract',
    item: lines.map(({ denied: _denied, ...line }) => line),
  } as Resource;
}

const part = (name: string, value: number): Fields => ({ category: code('adjudication', name), amount: money(value) });
const words: Readonly<Record<string, string>> = {
  'NP-AUTH': 'No authorization was on file for this service',
  'NP-DX': 'The diagnosis does not support the service',
  'NP-DUP': 'The same service was already paid',
};
