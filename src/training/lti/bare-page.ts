import type { FastifyReply } from 'fastify';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (raw: string): string => raw.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

const style = `:root { color-scheme: light dark } body { font: 16px/1.5 "Inter Variable", Inter, system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem }
h1 { font-size: 1.25rem; margin: 0 0 .75rem } button, a.button { font: inherit; padding: .5rem 1.25rem }`;

interface Bare {
  readonly title: string;
  readonly body: string;
  readonly script?: string;
  /** Where a form in it may go. */
  readonly formTo?: string;
  /** Who may hold it in a frame; nobody by default. */
  readonly framedBy?: string;
}

/** A page by itself, for the ways between two sites: nothing is loaded, and forms go where they must and nowhere else. */
function send(reply: FastifyReply, { title, body, script, formTo, framedBy = "'none'" }: Bare): FastifyReply {
  const { style: styleNonce, script: scriptNonce } = reply.cspNonce;
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${styleNonce}'`,
    `script-src 'nonce-${scriptNonce}'`,
    `form-action ${formTo ?? "'none'"}`,
    `frame-ancestors ${framedBy}`,
    "base-uri 'none'",
  ];
  if (framedBy !== "'none'") reply.removeHeader('x-frame-options');
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title>` +
        `<style nonce="${styleNonce}">${style}</style></head><body><main><h1>${text(title)}</h1>${body}</main>` +
        `${script === undefined ? '' : `<script nonce="${scriptNonce}">${script}</script>`}</body></html>`,
    );
}

export const sendNote = (reply: FastifyReply, status: number, title: string, note: string): FastifyReply =>
  send(reply.code(status), { title, body: `<p>${text(note)}</p>` });

/** A form that sends itself (response mode form_post); with a button for browsers without scripts. */
export function sendForm(reply: FastifyReply, to: string, fields: Readonly<Record<string, string>>): FastifyReply {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`);
  const body = `<form method="post" action="${text(to)}">${inputs.join('')}<button>Go on</button></form>`;
  // A tool may send the browser on from there: with a named origin the way on would be blocked by browsers that follow redirects in form-action.
  return send(reply, { title: 'Going on …', body, script: 'document.forms[0].submit()', formTo: '*' });
}

/** In a frame of another site the browser keeps our cookie from us: the way goes on in a window. */
export const sendWindowLink = (reply: FastifyReply, to: string): FastifyReply =>
  send(reply, {
    title: 'AtElbow opens in a window of its own',
    body: `<p><a class="button" href="${text(to)}" target="_blank" rel="noopener">Open it</a></p>`,
    framedBy: '*',
  });
