import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '#platform/deps.ts';
import { Problem } from '#platform/http/problem.ts';
import type { CallState, CallerClass, PhoneLine } from '#support/index.ts';
import { isSigned } from './signature.ts';
import { dial, enqueue, gather, goTo, hangUp, leave, message, pause, say, twiml } from './twiml.ts';
import { comingText, holdText, lineWords } from './words.ts';

interface Options {
  readonly line: PhoneLine;
  /** Null: no provider is set up, and there are no such routes. */
  readonly token: string | null;
  /** Where the provider reaches us: signatures are over the full address. */
  readonly url: string | null;
}

type Form = Readonly<Record<string, string>>;
interface Call {
  readonly form: Form;
  readonly query: Readonly<Record<string, string | undefined>>;
}

const classOfKey: Readonly<Record<string, CallerClass>> = { '1': 'provider', '2': 'nurse', '3': 'other' };
const triesMax = 3;
const holdSeconds = 8;
const ringSeconds = 20;

/**
 * `/telephony`: the support line, spoken in TwiML to a provider of telephony. Who calls goes into the same queue as everybody else, so that a
 * provider is served first; the caller is held until somebody has accepted, and is then put through to them.
 */
export function registerTelephony({ server }: Deps, { line, token, url }: Options): void {
  if (token === null || url === null) return;
  void server.register(
    async (scope) => {
      scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
        done(null, Object.fromEntries(new URLSearchParams(body as string))),
      );
      scope.addHook('preHandler', async (request) => {
        const given = request.headers['x-twilio-signature'];
        if (!isSigned(typeof given === 'string' ? given : undefined, token, `${url.replace(/\/$/, '')}${request.url}`, formOf(request)))
          throw new Problem(403, 'wrong-signature', 'This call does not come from the telephony provider of this installation.');
      });
      bindCaller(scope, line);
      bindHold(scope, line);
      hook(scope, '/answer', async ({ form, query }) => {
        const { offer = '', person = '' } = query;
        const key = form['Digits'];
        if (key !== '1' && key !== '2') return twiml(say(lineWords.noKey), hangUp);
        return twiml(say(await line.answer(offer, person, key === '1')), hangUp);
      });
      hook(scope, '/sms', async ({ form }) => {
        const key = form['Body']?.trim();
        if (key !== '1' && key !== '2') return twiml(message(lineWords.smsHelp));
        return twiml(message((await line.answerFrom(form['From'] ?? '', key === '1')) ?? lineWords.smsNobody));
      });
    },
    { prefix: '/telephony' },
  );
}

const formOf = ({ body }: FastifyRequest): Form => (typeof body === 'object' && body !== null ? (body as Form) : {});

/** Everybody may knock; the signature decides. */
const open = { schema: { hide: true }, config: { access: 'public' } } as const;

function hook(scope: FastifyInstance, path: string, answer: (call: Call) => Promise<string>): void {
  scope.post(path, open, async (request, reply) => {
    const xml = await answer({ form: formOf(request), query: request.query as Call['query'] });
    return reply.type('text/xml; charset=utf-8').send(xml);
  });
}

/** Who calls, from where. */
function bindCaller(scope: FastifyInstance, line: PhoneLine): void {
  hook(scope, '/voice', async ({ query }) => {
    const tries = Number(query['again'] ?? 0);
    if (tries >= triesMax) return twiml(say(lineWords.giveUp), hangUp);
    const asking = gather(
      { action: '/telephony/who', digits: 1, timeoutSeconds: 5 },
      ...(tries === 0 ? [say(lineWords.welcome)] : []),
      say(lineWords.who),
    );
    return twiml(asking, goTo(`/telephony/voice?again=${tries + 1}`));
  });

  hook(scope, '/who', async ({ form, query }) => {
    const askerClass = classOfKey[form['Digits'] ?? ''] ?? query['class'];
    const tries = Number(query['again'] ?? 0);
    if (askerClass === undefined) return twiml(say(lineWords.noKey), goTo('/telephony/voice?again=1'));
    if (tries >= triesMax) return twiml(say(lineWords.giveUp), hangUp);
    const next = `/telephony/who?${new URLSearchParams({ class: askerClass, again: String(tries + 1) })}`;
    const action = `/telephony/unit?${new URLSearchParams({ class: askerClass, again: String(tries) })}`;
    return twiml(gather({ action, timeoutSeconds: 8 }, say(lineWords.unit)), goTo(next));
  });

  hook(scope, '/unit', async ({ form, query }) => {
    const askerClass = Object.values(classOfKey).find((one) => one === query['class']) ?? 'other';
    const code = /^\d{1,6}$/.test(form['Digits'] ?? '') ? Number(form['Digits']) : null;
    const asked = code === null ? null : await line.ask(form['CallSid'] ?? '', code, askerClass);
    if (asked === null) {
      const again = new URLSearchParams({ class: askerClass, again: String(Number(query['again'] ?? 0) + 1) });
      return twiml(say(lineWords.wrongUnit), goTo(`/telephony/who?${again}`));
    }
    const held = enqueue('support', { waitUrl: '/telephony/hold', action: '/telephony/connect' });
    return twiml(say(holdText(asked)), held);
  });
}

const isHeld = ({ state }: CallState): boolean => state === 'accepted' || state === 'on-the-way' || state === 'arrived';

/** What a caller hears while nobody has accepted, and what happens then. */
function bindHold(scope: FastifyInstance, line: PhoneLine): void {
  hook(scope, '/hold', async ({ form }) => {
    const call = await line.look(form['CallSid'] ?? '');
    if (call === null || call.state !== 'waiting') return twiml(leave);
    return twiml(pause(holdSeconds), say(holdText(call)));
  });

  hook(scope, '/connect', async ({ form }) => {
    const call = await line.look(form['CallSid'] ?? '');
    if (call === null) return twiml(say(lineWords.trouble), hangUp);
    if (!isHeld(call)) return twiml(say(holdText(call)), hangUp);
    if (call.holderPhone === '') return twiml(say(comingText(call)), hangUp);
    return twiml(say(comingText(call)), dial(call.holderPhone, { action: '/telephony/dialled', timeoutSeconds: ringSeconds }));
  });

  hook(scope, '/dialled', async ({ form }) => {
    if (form['DialCallStatus'] === 'completed') return twiml(hangUp);
    const call = await line.look(form['CallSid'] ?? '');
    const words = call === null ? lineWords.trouble : `They do not pick up just now, but they have your request. ${comingText(call)}`;
    return twiml(say(words), hangUp);
  });
}
