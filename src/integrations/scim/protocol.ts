/** SCIM 2.0 (RFC 7643 resources, RFC 7644 protocol): what the hospital's identity system may rely on here. */
export const urn = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const;

/** RFC 7644 section 3.12, table 9. */
type ScimType = 'invalidFilter' | 'uniqueness' | 'mutability' | 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue';

export class ScimProblem extends Error {
  readonly status: 400 | 401 | 404 | 409;
  readonly scimType: ScimType | undefined;

  constructor(status: 400 | 401 | 404 | 409, detail: string, scimType?: ScimType) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

export const errorBody = (status: number, detail: string, scimType?: string) => ({
  schemas: [urn.error],
  status: String(status),
  ...(scimType ? { scimType } : {}),
  detail,
});

export const listBody = (resources: readonly unknown[], total: number, startIndex: number) => ({
  schemas: [urn.list],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

export const pageSizeMax = 200;

export const serviceProviderConfig = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: pageSizeMax },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer token', description: 'The token of the setting SCIM_TOKEN.' }],
};

export const resourceTypes = [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    schema: urn.user,
    schemaExtensions: [{ schema: urn.enterprise, required: false }],
    meta: { resourceType: 'ResourceType', location: '/scim/v2/ResourceTypes/User' },
  },
];

const attribute = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});
const many = (name: string) =>
  attribute(name, {
    type: 'complex',
    multiValued: true,
    subAttributes: [attribute('value'), attribute('type'), attribute('primary', { type: 'boolean' })],
  });
const schema = (id: string, name: string, attributes: readonly unknown[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id,
  name,
  attributes,
  meta: { resourceType: 'Schema', location: `/scim/v2/Schemas/${id}` },
});

/** Only what is kept; other attributes are accepted and dropped (RFC 7644 section 3.3). */
export const schemas = [
  schema(urn.user, 'User', [
    attribute('userName', { required: true, uniqueness: 'server' }),
    attribute('name', { type: 'complex', subAttributes: [attribute('givenName'), attribute('familyName')] }),
    attribute('title'),
    attribute('active', { type: 'boolean' }),
    attribute('preferredLanguage'),
    many('emails'),
    many('phoneNumbers'),
  ]),
  schema(urn.enterprise, 'EnterpriseUser', [
    attribute('employeeNumber'),
    attribute('department'),
    attribute('division'),
    attribute('manager', { type: 'complex', subAttributes: [attribute('value')] }),
  ]),
];
