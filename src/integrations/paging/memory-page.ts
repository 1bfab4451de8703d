import type { Page, PageMessage } from '#support/index.ts';

/** The page port's twin: keeps what was sent, and fails as often as the test says. */
export function memoryPage(failures = 0): Page & { readonly sent: readonly PageMessage[] } {
  const sent: PageMessage[] = [];
  let left = failures;
  return {
    sent,
    async send(message) {
      if (left-- > 0) throw new Error('the channel is down');
      sent.push(message);
      return 'sent';
    },
  };
}
