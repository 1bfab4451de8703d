/*
 * The two versions of the specification that are spoken, and all in which they differ, as data.
 * 1.0.3: github.com/adlnet/xAPI-Spec, cited by part and section (`Data 2.4.2`, `Communication 2.1.1`).
 * 2.0.0: IEEE 9274.1.1-2023. Where it kept a rule the section of 1.0.3 is cited; what is new has its own section number.
 */
export interface Version {
  /** Also the mount, and what replies say in X-Experience-API-Version. */
  readonly name: '1.0.3' | '2.0.0';
  /** Values of the request's X-Experience-API-Version that are taken (Communication 3.3). */
  readonly header: RegExp;
  /** Values of a statement's own `version` (Data 2.4.10). */
  readonly statement: RegExp;
  /** What a statement without one gets. */
  readonly statementDefault: string;
  /** POST with `?method=` (Communication 1.3); IEEE 9274.1.1 dropped it. */
  readonly alternateSyntax: boolean;
  /** `contextAgents` and `contextGroups` in a context. */
  readonly contextActors: boolean;
  /** Documents may be an Identified Group's; in 1.0.3 whoever wants that sends its identifier as an Agent's (Communication 2.6). */
  readonly groupDocuments: boolean;
  /** Documents that a PUT without If-Match or If-None-Match may not replace (Communication 3.1; IEEE 4.1.4). */
  readonly guarded: readonly DocumentKind[];
  /** ISO 8601 with `T` (Data 4.5), or RFC 3339, which allows a space as well. */
  readonly timeSeparator: RegExp;
}

export type DocumentKind = 'state' | 'activity-profile' | 'agent-profile';

export const versions: readonly Version[] = [
  {
    name: '1.0.3',
    header: /^1\.0(\.\d+)?$/,
    statement: /^1\.0(\.\d+)?$/,
    statementDefault: '1.0.0',
    alternateSyntax: true,
    contextActors: false,
    groupDocuments: false,
    guarded: ['activity-profile', 'agent-profile'],
    timeSeparator: /[Tt]/,
  },
  {
    name: '2.0.0',
    header: /^2\.0(\.\d+)?$/,
    statement: /^(1|2)\.0(\.\d+)?$/,
    statementDefault: '2.0.0',
    alternateSyntax: false,
    contextActors: true,
    groupDocuments: true,
    guarded: ['state', 'activity-profile', 'agent-profile'],
    timeSeparator: /[Tt ]/,
  },
];
