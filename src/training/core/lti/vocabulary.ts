/* Names of LTI 1.3 (core), Deep Linking 2.0, Assignment and Grade Services 2.0, Names and Role Provisioning Services 2.0. */
const lti = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const deep = (name: string): string => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;

export const claims = {
  deploymentId: lti('deployment_id'),
  messageType: lti('message_type'),
  version: lti('version'),
  roles: lti('roles'),
  targetLinkUri: lti('target_link_uri'),
  resourceLink: lti('resource_link'),
  context: lti('context'),
  custom: lti('custom'),
  lis: lti('lis'),
  launchPresentation: lti('launch_presentation'),
  toolPlatform: lti('tool_platform'),
  deepLinkingSettings: deep('deep_linking_settings'),
  contentItems: deep('content_items'),
  data: deep('data'),
  message: deep('msg'),
  endpoint: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  namesRoles: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
} as const;

export const messages = { launch: 'LtiResourceLinkRequest', choose: 'LtiDeepLinkingRequest', chosen: 'LtiDeepLinkingResponse' } as const;
export const ltiVersion = '1.3.0';

const grade = (name: string): string => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`;
export const scopes = {
  lineItem: grade('lineitem'),
  lineItemRead: grade('lineitem.readonly'),
  resultRead: grade('result.readonly'),
  score: grade('score'),
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;
export type LtiScope = (typeof scopes)[keyof typeof scopes];
export const allScopes: readonly string[] = Object.values(scopes);

const membership = (name: string): string => `http://purl.imsglobal.org/vocab/lis/v2/membership#${name}`;
export const roles = { learner: membership('Learner'), instructor: membership('Instructor') } as const;

export const mediaTypes = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  members: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;

/** Under this a teaching names an activity in a tool. */
export const linkIri = (linkId: string): string => `urn:atelbow:lti:${linkId}`;
