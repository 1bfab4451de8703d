/** What a tool asks of our authorisation address (LTI 1.3, 5.1.1.2; OpenID Connect Core 3.2.2.1, response mode form_post). */
export interface AuthorizeRequest {
  readonly [name: string]: string | undefined;
}

export interface ToolFacts {
  readonly clientId: string;
  readonly redirectUrls: readonly string[];
}

/** Why the browser is not sent on; null when it is. Nothing goes to an address that is not registered, not even an error. */
export function authorizeFault(asked: AuthorizeRequest, tool: ToolFacts | null): string | null {
  if (!tool || asked['client_id'] !== tool.clientId) return 'No tool with this client_id was launched.';
  if (!tool.redirectUrls.includes(asked['redirect_uri'] ?? '')) return 'redirect_uri is none of those that are registered for the tool.';
  if (!asked['scope']?.split(' ').includes('openid')) return 'scope must hold openid.';
  if (asked['response_type'] !== 'id_token') return 'response_type must be id_token.';
  if (asked['response_mode'] !== 'form_post') return 'response_mode must be form_post.';
  if (asked['prompt'] !== 'none') return 'prompt must be none.';
  const nonce = asked['nonce'] ?? '';
  if (nonce === '' || nonce.length > 512) return 'There must be a nonce of up to 512 characters.';
  return (asked['state'] ?? '').length > 4096 ? 'state is longer than 4096 characters.' : null;
}
