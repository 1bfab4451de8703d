import type { Fields } from '../fhir/resource.ts';
import { assertionAlgorithms } from './app-keys.ts';
import { scopesSupported } from './scopes.ts';

export interface SmartPlaces {
  /** The FHIR server, which is the issuer too. */
  readonly fhir: string;
  readonly authorize: string;
  readonly token: string;
  readonly revoke: string;
  readonly keys: string;
}

/** @param address of an attempt's FHIR server: `…/sandbox/ID/fhir` */
export function smartPlaces(address: string): SmartPlaces {
  const smart = address.replace(/\/fhir$/, '/smart');
  return { fhir: address, authorize: `${smart}/authorize`, token: `${smart}/token`, revoke: `${smart}/revoke`, keys: `${smart}/keys` };
}

const clientMethods = ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'];

/** `.well-known/smart-configuration`, and what OpenID Connect asks of its discovery document. */
export function smartConfiguration(places: SmartPlaces): Fields {
  return {
    issuer: places.fhir,
    jwks_uri: places.keys,
    authorization_endpoint: places.authorize,
    token_endpoint: places.token,
    revocation_endpoint: places.revoke,
    token_endpoint_auth_methods_supported: clientMethods,
    token_endpoint_auth_signing_alg_values_supported: [...assertionAlgorithms],
    revocation_endpoint_auth_methods_supported: clientMethods,
    revocation_endpoint_auth_signing_alg_values_supported: [...assertionAlgorithms],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: scopesSupported,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'client-confidential-symmetric',
      'client-confidential-asymmetric',
      'sso-openid-connect',
      'context-ehr-patient',
      'context-ehr-encounter',
      'context-standalone-patient',
      'permission-offline',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
    ],
  };
}

const oauthUris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';

/** `CapabilityStatement.rest.security` */
export function smartSecurity({ authorize, token, revoke }: SmartPlaces): Fields {
  const uris = { authorize, token, revoke };
  return {
    cors: true,
    extension: [{ url: oauthUris, extension: Object.entries(uris).map(([url, valueUri]) => ({ url, valueUri })) }],
    service: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR', display: 'SMART-on-FHIR' },
        ],
      },
    ],
  };
}
