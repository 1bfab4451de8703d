/** The part of the package that the single sign-on test uses; it ships no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        findAccount: (context: unknown, sub: string) => { accountId: string; claims: () => { sub: string } };
        [setting: string]: unknown;
      },
    );
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  }
}
