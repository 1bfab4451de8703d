import type { Instant } from '#kernel/time.ts';
import { isList, isObject, objectOf, own, textOf, type Json, type JsonObject } from '../xapi/json.ts';
import { claims, ltiVersion, messages } from './vocabulary.ts';

/** What a message must agree with. The signature was checked before, by a key of the sender's. */
export interface Expected {
  readonly issuer: string;
  /** Of us, as the sender knows us. */
  readonly audience: string;
  readonly deploymentIds: readonly string[];
  readonly nonce: string;
  readonly now: Instant;
}

/** A minute for clocks that differ; messages are from now, not from yesterday. */
const skewMs = 60_000;
const ageMsMax = 600_000;

/** Why the claims of an ID token are not taken (IMS Security Framework 1.0, 5.1.3; LTI 1.3, 5.3); null when they are. */
export function tokenFault(token: JsonObject, expected: Expected): string | null {
  const { issuer, audience, deploymentIds, nonce, now } = expected;
  const audiences = own(token, 'aud');
  const list = isList(audiences) ? audiences : [audiences ?? null];
  if (textOf(token, 'iss') !== issuer) return 'The issuer is not the one that is registered (iss).';
  if (!list.includes(audience)) return 'The message is not for us (aud).';
  const party = own(token, 'azp');
  if (list.length > 1 && party === undefined) return 'With several audiences the authorised party must be named (azp).';
  if (party !== undefined && party !== audience) return 'The authorised party is somebody else (azp).';
  const [issued, expires] = [secondsOf(token, 'iat'), secondsOf(token, 'exp')];
  if (issued === null || expires === null) return 'The message has no time of issue or expiry (iat, exp).';
  if (now >= expires * 1000 + skewMs) return 'The message has expired (exp).';
  if (issued * 1000 > now + skewMs) return 'The message is from the future (iat).';
  if (issued * 1000 < now - ageMsMax) return 'The message is too old (iat).';
  if (textOf(token, 'nonce') !== nonce || nonce === '') return 'The nonce is not the one that was asked for (nonce).';
  if (!deploymentIds.includes(textOf(token, claims.deploymentId))) return 'The deployment is not known here (deployment_id).';
  if (textOf(token, claims.version) !== ltiVersion) return `The version must be ${ltiVersion}.`;
  return null;
}

const secondsOf = (token: JsonObject, key: string): number | null => {
  const value = own(token, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** A launch as a tool reads it. */
export interface LtiLaunch {
  readonly kind: 'launch' | 'choose';
  readonly sub: string;
  readonly email: string;
  readonly custom: Readonly<Record<string, string>>;
  readonly sourcedId: string;
  readonly targetLinkUri: string;
  readonly deploymentId: string;
  /** Where results go; empty: the platform wants none. */
  readonly lineItemUrl: string;
  readonly scopes: readonly string[];
  /** Of deep linking. */
  readonly returnUrl: string;
  readonly data: string;
  readonly acceptsMany: boolean;
}

/** The claims of a good token as a launch, or what is missing from it (LTI 1.3, 5.3; Deep Linking 2.0, 4.4). */
export function readLaunch(token: JsonObject): LtiLaunch | string {
  const type = textOf(token, claims.messageType);
  if (type !== messages.launch && type !== messages.choose) return `Messages of the type “${type.slice(0, 60)}” are not taken.`;
  const sub = textOf(token, 'sub');
  if (sub === '' || sub.length > 255) return 'The message does not say who is launching (sub).';
  const roles = own(token, claims.roles);
  if (!isList(roles)) return 'The message has no roles.';
  const settings = objectOf(token, claims.deepLinkingSettings) ?? {};
  const accepted = own(settings, 'accept_types');
  if (type === messages.launch && textOf(objectOf(token, claims.resourceLink) ?? {}, 'id') === '')
    return 'The message has no resource link.';
  if (type === messages.launch && textOf(token, claims.targetLinkUri) === '') return 'The message has no target link (target_link_uri).';
  if (type === messages.choose) {
    if (!isWebAddress(textOf(settings, 'deep_link_return_url')))
      return 'The message does not say where the choice goes (deep_link_return_url).';
    if (!isList(accepted) || !accepted.includes('ltiResourceLink')) return 'The platform takes no links (accept_types).';
  }
  const endpoint = objectOf(token, claims.endpoint) ?? {};
  const asked = own(endpoint, 'scope');
  return {
    kind: type === messages.launch ? 'launch' : 'choose',
    sub,
    email: textOf(token, 'email'),
    custom: textsOf(objectOf(token, claims.custom) ?? {}),
    sourcedId: textOf(objectOf(token, claims.lis) ?? {}, 'person_sourcedid'),
    targetLinkUri: textOf(token, claims.targetLinkUri),
    deploymentId: textOf(token, claims.deploymentId),
    lineItemUrl: isWebAddress(textOf(endpoint, 'lineitem')) ? textOf(endpoint, 'lineitem') : '',
    scopes: isList(asked) ? asked.filter((one) => typeof one === 'string') : [],
    returnUrl: textOf(settings, 'deep_link_return_url'),
    data: textOf(settings, 'data'),
    acceptsMany: own(settings, 'accept_multiple') === true,
  };
}

/** A link that a tool offers (Deep Linking 2.0, 3.1). */
export interface OfferedLink {
  readonly title: string;
  readonly url: string;
  readonly custom: Readonly<Record<string, string>>;
  /** null: the tool keeps no score. */
  readonly item: { readonly label: string; readonly scoreMax: number; readonly resourceId: string; readonly tag: string } | null;
}

/** What a tool answers to deep linking: its links, or why it is none. Other kinds of content are left out. */
export function readChoice(token: JsonObject): readonly OfferedLink[] | string {
  if (textOf(token, claims.messageType) !== messages.chosen) return 'This is no answer to a choice of content (message_type).';
  const items = own(token, claims.contentItems) ?? [];
  if (!isList(items) || items.length > 100) return 'The chosen content is no list of up to 100.';
  return items.flatMap((item): OfferedLink[] => {
    if (!isObject(item) || textOf(item, 'type') !== 'ltiResourceLink') return [];
    const lineItem = objectOf(item, 'lineItem');
    const scoreMax = lineItem ? own(lineItem, 'scoreMaximum') : undefined;
    const title = (textOf(item, 'title') || 'Untitled').slice(0, 300);
    const url = textOf(item, 'url');
    return [
      {
        title,
        url: isWebAddress(url) ? url : '',
        custom: textsOf(objectOf(item, 'custom') ?? {}),
        item:
          lineItem && typeof scoreMax === 'number' && scoreMax > 0
            ? {
                label: (textOf(lineItem, 'label') || title).slice(0, 300),
                scoreMax,
                resourceId: textOf(lineItem, 'resourceId').slice(0, 300),
                tag: textOf(lineItem, 'tag').slice(0, 300),
              }
            : null,
      },
    ];
  });
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s<>"]{1,2000}$/.test(text) && URL.canParse(text);

const textsOf = (object: JsonObject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(object)
      .slice(0, 50)
      .flatMap(([key, value]: [string, Json]) => (typeof value === 'string' ? [[key.slice(0, 100), value.slice(0, 2000)] as const] : [])),
  );
