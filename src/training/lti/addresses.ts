import type { FastifyRequest } from 'fastify';

/** Our addresses as others need them. */
export interface Addresses {
  /** As a platform and as a tool alike: by this name we sign. */
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  readonly keys: string;
  readonly deepLinkReturn: string;
  readonly login: string;
  readonly launch: string;
  readonly module: (moduleId: string) => string;
  readonly tool: (toolId: string) => string;
}

/** The configured address, for others must always hear the same; without one the address by which we were called. */
export function addressesOf(request: FastifyRequest, url: string | null): Addresses {
  return addressesAt(url ?? `${request.protocol}://${request.host}`);
}

export function addressesAt(url: string): Addresses {
  const base = url.replace(/\/$/, '');
  return {
    issuer: base,
    authorize: `${base}/lti/authorize`,
    token: `${base}/lti/token`,
    keys: `${base}/.well-known/jwks.json`,
    deepLinkReturn: `${base}/lti/deep-link`,
    login: `${base}/lti/login`,
    launch: `${base}/lti/launch`,
    module: (moduleId) => `${base}/learn/modules/${encodeURIComponent(moduleId)}`,
    tool: (toolId) => `${base}/lti/tools/${toolId}`,
  };
}
