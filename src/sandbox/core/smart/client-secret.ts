export interface ClientSecret {
  readonly clientId: string;
  readonly secret: string;
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** `Authorization: Basic …` of an app: id and secret, each form-encoded first (RFC 6749, section 2.3.1). Null: it is not there, or is none. */
export function readBasic(authorization: string | undefined): ClientSecret | null {
  const [, coded = ''] = /^basic +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (!base64.test(coded)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(coded), (one) => one.charCodeAt(0)));
    const at = text.indexOf(':');
    const plain = (value: string): string => decodeURIComponent(value.replaceAll('+', ' '));
    return at < 0 ? null : { clientId: plain(text.slice(0, at)), secret: plain(text.slice(at + 1)) };
  } catch {
    return null;
  }
}
