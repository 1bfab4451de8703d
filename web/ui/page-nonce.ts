/** What styles that a library makes must bear, or the content security policy refuses them. */
export const pageNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
