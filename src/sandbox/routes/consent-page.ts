import type { FastifyReply } from 'fastify';
import { inWords, scopesOf } from '../core/smart/scopes.ts';
import type { Patient, Question } from '../shell/app-consent.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (raw: string): string => raw.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

const style = `
:root { color-scheme: light dark; --ink: #1d2530; --paper: #fff; --ground: #f5f6f8; --line: #d5dae1; --accent: #1f5fa8; --soft: #566271 }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #1b2028; --ground: #12161c; --line: #3a424e; --accent: #86b7ee; --soft: #a3aebb } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 "Inter Variable", Inter, system-ui, sans-serif }
main { max-width: 34rem; margin: 8vh auto; padding: 1.75rem; background: var(--paper); border: 1px solid var(--line); border-radius: 8px }
h1 { font-size: 1.25rem; line-height: 1.35; margin: 0 0 .75rem; overflow-wrap: anywhere }
form { margin-bottom: 1rem } p { margin: 0 0 .75rem } ul { margin: 0 0 1.25rem; padding-left: 1.2rem } .soft { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere }
label { display: block; font-weight: 600; margin-bottom: .25rem }
select { width: 100%; font: inherit; padding: .5rem; margin-bottom: 1.25rem; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 4px }
button { font: inherit; min-height: 2.75rem; padding: 0 1.25rem; border-radius: 4px; border: 1px solid var(--soft); background: none; color: inherit; cursor: pointer; margin-right: .5rem }
button.main { background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600 }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
@media (max-width: 36rem) { main { margin: 0; border: 0; border-radius: 0; min-height: 100vh } }
`;

/** A page by itself: nothing is loaded, nothing runs, and its form goes nowhere but here and on to the app. */
function send(reply: FastifyReply, title: string, body: string, formGoesOnTo = ''): FastifyReply {
  const nonce = reply.cspNonce.style;
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `form-action 'self' ${formGoesOnTo}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('referrer-policy', 'same-origin') // without it browsers call the origin of the form `null`
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title>` +
        `<style nonce="${nonce}">${style}</style></head><body><main><h1>${text(title)}</h1>${body}</main></body></html>`,
    );
}

export const sendNote = (reply: FastifyReply, status: number, note: string): FastifyReply =>
  send(reply.code(status), 'The app cannot be opened', `<p>${text(note)}</p>`);

/** Asks whether the app may, and for which patient. The answer is a form to the same address, with what the app asked for. */
export function sendQuestion(
  reply: FastifyReply,
  question: Question,
  asked: Readonly<Record<string, string | undefined>>,
  accountName: string,
): FastifyReply {
  const hidden = Object.entries(asked).map(([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value ?? '')}">`);
  const wishes = scopesOf(question.scope).flatMap((scope) => inWords(scope) ?? []);
  const { origin } = new URL(question.wish.redirectUri);
  return send(
    reply,
    `${question.appName} asks to use your practice hospital`,
    `<p>If you allow it, it may, in the name of ${text(accountName)}:</p><ul>${wishes.map((one) => `<li>${text(one)}</li>`).join('')}</ul>` +
      `<form method="post">${hidden.join('')}${patientField(question.patients)}` +
      `<button class="main" name="decision" value="allow">Allow</button><button name="decision" value="deny">Do not allow</button></form>` +
      `<p class="soft">You then go on to ${text(origin)}. No real patient is in this hospital.</p>`,
    origin,
  );
}

function patientField(patients: readonly Patient[]): string {
  const [only] = patients;
  if (!only) return '';
  if (patients.length === 1)
    return `<p>Patient: <strong>${text(only.label)}</strong></p><input type="hidden" name="patient" value="${text(only.id)}">`;
  const options = patients.map(({ id, label }) => `<option value="${text(id)}">${text(label)}</option>`);
  return `<label for="patient">Patient</label><select id="patient" name="patient">${options.join('')}</select>`;
}
