/** The part of ltijs that we use; it comes without types. */
declare module 'ltijs' {
  interface IdToken {
    readonly iss: string;
    readonly user: string;
    readonly deploymentId: string;
    readonly platformContext: {
      readonly roles: readonly string[];
      readonly resource: { readonly id: string; readonly title: string };
      readonly custom?: Readonly<Record<string, string>>;
      readonly endpoint: { readonly lineitem: string };
    };
    readonly userInfo: { readonly name?: string };
  }
  interface Reply {
    send(body: string): unknown;
  }
  type Handler = (token: IdToken, request: object, reply: Reply) => unknown;
  interface Provider {
    setup(key: string, database: { plugin: object }, options: object): Provider;
    onConnect(handler: Handler): void;
    onDeepLinking(handler: Handler): void;
    deploy(options: { port: number; silent: boolean }): Promise<boolean>;
    close(options?: { silent: boolean }): Promise<boolean>;
    registerPlatform(platform: {
      url: string;
      name: string;
      clientId: string;
      authenticationEndpoint: string;
      accesstokenEndpoint: string;
      authConfig: { method: 'JWK_SET'; key: string };
    }): Promise<unknown>;
    Grade: { submitScore(token: IdToken, lineItem: string, score: object): Promise<unknown> };
    NamesAndRoles: { getMembers(token: IdToken): Promise<{ members: readonly { readonly user_id: string }[] }> };
    DeepLinking: { createDeepLinkingForm(token: IdToken, items: readonly object[], options: { message?: string }): Promise<string> };
  }
  const ltijs: { Provider: Provider };
  export default ltijs;
}
