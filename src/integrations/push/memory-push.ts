import type { Push } from '#support/index.ts';

/** The push port's twin: keeps what was sent to whom; an address that ends in `gone` is no longer there, one in `down` fails. */
export function memoryPush(): Push & { readonly sent: readonly { readonly endpoint: string; readonly payload: string }[] } {
  const sent: { endpoint: string; payload: string }[] = [];
  return {
    sent,
    makeKeys: () => ({ publicKey: 'public', privateKey: 'private' }),
    isAllowed: (endpoint) => endpoint.startsWith('https://push.example/'),
    async send({ endpoint }, payload) {
      if (endpoint.endsWith('gone')) return 'gone';
      if (endpoint.endsWith('down')) throw new Error('the push service answered 503');
      sent.push({ endpoint, payload });
      return 'sent';
    },
  };
}
