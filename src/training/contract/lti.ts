import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/* LTI 1.3: tools of others that we launch, platforms of others that launch us. */
const At = z.number().int();
const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);
const Name = z.string().trim().min(2).max(120);

const ToolBody = z.object({
  name: Name,
  loginUrl: WebAddress,
  targetUrl: WebAddress,
  redirectUrls: z.array(WebAddress).min(1).max(10),
  jwksUrl: WebAddress,
  sharesNames: z.boolean(),
});
export const LtiTool = ToolBody.extend({
  toolId: z.string(),
  clientId: z.string(),
  deploymentId: z.string(),
  links: z.number().int(),
  withdrawn: z.boolean(),
});
export type LtiTool = z.infer<typeof LtiTool>;

export const matchRules = ['email', 'person-id', 'ehr-user-id'] as const;
const PlatformBody = z.object({
  name: Name,
  issuer: z.string().trim().min(1).max(300),
  clientId: z.string().trim().min(1).max(300),
  deploymentIds: z.array(z.string().trim().min(1).max(300)).min(1).max(20),
  authUrl: WebAddress,
  tokenUrl: WebAddress,
  jwksUrl: WebAddress,
  matchBy: z.enum(matchRules),
});
export const LtiPlatform = PlatformBody.extend({
  platformId: z.string(),
  withdrawn: z.boolean(),
  waiting: z.number().int(),
  failure: z.string(),
});
export type LtiPlatform = z.infer<typeof LtiPlatform>;

export const SigningKey = z.object({ kid: z.string(), createdAt: At, retiredAt: At.nullable() });

export const getLti = route({
  method: 'GET',
  path: '/api/training/lti',
  summary: 'What is set up for LTI: our addresses for others, their tools and platforms, our keys',
  access: 'training.connect',
  response: z.object({
    /** To be pasted at the other side, by what they are called there. */
    asPlatform: z.array(z.object({ name: z.string(), value: z.string() })),
    asTool: z.array(z.object({ name: z.string(), value: z.string() })),
    tools: z.array(LtiTool),
    platforms: z.array(LtiPlatform),
    keys: z.array(SigningKey),
  }),
});

const toolParams = z.object({ toolId: z.string().max(64) });
const platformParams = z.object({ platformId: z.string().max(64) });
const Withdrawn = z.object({ withdrawn: z.boolean() });

export const addLtiTool = route({
  method: 'POST',
  path: '/api/training/lti/tools',
  summary: 'Register a tool that we launch',
  access: 'training.connect',
  body: ToolBody,
  response: LtiTool,
});
export const changeLtiTool = route({
  method: 'PUT',
  path: '/api/training/lti/tools/:toolId',
  summary: 'Change a tool. Its client id and deployment stay.',
  access: 'training.connect',
  params: toolParams,
  body: ToolBody,
  response: LtiTool,
});
export const withdrawLtiTool = route({
  method: 'PUT',
  path: '/api/training/lti/tools/:toolId/withdrawn',
  summary: 'Launch a tool no longer, or again. Its results stay.',
  access: 'training.connect',
  params: toolParams,
  body: Withdrawn,
  response: Withdrawn,
});
export const addLtiPlatform = route({
  method: 'POST',
  path: '/api/training/lti/platforms',
  summary: 'Register a learning platform that launches our modules',
  access: 'training.connect',
  body: PlatformBody,
  response: z.object({ platformId: z.string() }),
});
export const changeLtiPlatform = route({
  method: 'PUT',
  path: '/api/training/lti/platforms/:platformId',
  summary: 'Change a learning platform',
  access: 'training.connect',
  params: platformParams,
  body: PlatformBody,
  response: z.object({ platformId: z.string() }),
});
export const withdrawLtiPlatform = route({
  method: 'PUT',
  path: '/api/training/lti/platforms/:platformId/withdrawn',
  summary: 'Take no more launches of a platform, or again',
  access: 'training.connect',
  params: platformParams,
  body: Withdrawn,
  response: Withdrawn,
});
export const rotateSigningKey = route({
  method: 'POST',
  path: '/api/training/lti/keys',
  summary: 'Sign with a new key from now on. The old one stays published for a week.',
  access: 'training.connect',
  response: z.object({ kid: z.string() }),
});

export const LtiLink = z.object({
  linkId: z.string(),
  toolId: z.string(),
  toolName: z.string(),
  title: z.string(),
  url: z.string(),
  /** By this a teaching names the activity. */
  activityId: z.string(),
  passShare: z.number().nullable(),
  withdrawn: z.boolean(),
  opened: z.number().int(),
  done: z.number().int(),
  teaches: z.array(z.object({ competencyId: z.string(), level: z.number().int(), proof: z.enum(['passed', 'completed', 'attended']) })),
});
export type LtiLink = z.infer<typeof LtiLink>;

export const listLtiLinks = route({
  method: 'GET',
  path: '/api/training/lti/links',
  summary: 'Activities on other sites: what they teach, who has opened them; and the tools from which more can be chosen',
  access: 'training.read',
  response: z.object({ links: z.array(LtiLink), tools: z.array(z.object({ toolId: z.string(), name: z.string() })) }),
});
export const addLtiLink = route({
  method: 'POST',
  path: '/api/training/lti/links',
  summary: 'An activity on another site, by its address in the tool',
  access: 'training.change',
  body: z.object({ toolId: z.string().max(64), title: z.string().trim().min(2).max(300), url: z.union([WebAddress, z.literal('')]) }),
  response: z.object({ linkId: z.string() }),
});
export const changeLtiLink = route({
  method: 'PUT',
  path: '/api/training/lti/links/:linkId',
  summary: 'From which share of the points an activity counts as passed; whether it is given out',
  access: 'training.change',
  params: z.object({ linkId: z.string().max(64) }),
  body: z.object({ passShare: z.number().min(0).max(1).nullable(), withdrawn: z.boolean() }),
  response: z.object({ linkId: z.string() }),
});

export const listOwnLti = route({
  method: 'GET',
  path: '/api/learning/lti',
  summary: 'Activities on other sites that I may take, and how I did',
  access: 'training.learn',
  response: z.object({
    links: z.array(
      z.object({
        linkId: z.string(),
        title: z.string(),
        toolName: z.string(),
        opened: z.boolean(),
        /** 0 … 1 */
        share: z.number().nullable(),
        passShare: z.number().nullable(),
      }),
    ),
  }),
});

/** Chosen here for another platform (deep linking). */
const pickParams = z.object({ pick: z.string().max(100) });
export const getLtiPick = route({
  method: 'GET',
  path: '/api/learning/lti/picks/:pick',
  summary: 'What another platform wants chosen: one module or several',
  access: 'training.read',
  params: pickParams,
  response: z.object({
    platform: z.string(),
    several: z.boolean(),
    modules: z.array(z.object({ moduleId: z.string(), title: z.string() })),
  }),
});
export const pickForLti = route({
  method: 'POST',
  path: '/api/learning/lti/picks/:pick',
  summary: 'Choose modules for another platform; answers the address at which the browser takes them there',
  access: 'training.read',
  params: pickParams,
  body: z.object({ moduleIds: z.array(z.string().max(100)).min(1).max(50) }),
  response: z.object({ goOn: z.string() }),
});
