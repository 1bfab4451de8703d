import { z } from 'zod';
import { ExternalId } from '../contract.ts';
import { route } from '#platform/http/route.ts';

const Version = z.object({ version: z.number().int().min(1) });
const Text = z.string().trim().max(2000);

/** Levels of the stakeholder engagement assessment matrix (PMBOK Guide, 6th edition, 13.2.2.5). */
export const engagements = ['unaware', 'resistant', 'neutral', 'supportive', 'leading'] as const;
export const stakeholderKinds = ['executive', 'champion', 'partner'] as const;
const levels = ['low', 'medium', 'high'] as const;

export const Stakeholder = z.object({
  name: z.string().trim().min(1).max(200),
  /** Executive sponsor, physician or nurse champion, or a partner outside: payer, HIE, vendor. */
  kind: z.enum(stakeholderKinds),
  title: Text,
  organisation: Text,
  /** The directory's person, where they are one of ours. */
  personId: ExternalId.nullable(),
  email: Text,
  phone: Text,
  interest: z.enum(levels),
  influence: z.enum(levels),
  engagement: z.enum(engagements),
  engagementWanted: z.enum(engagements),
  /** What they care about, and what they were promised. */
  concerns: Text,
});
export type Stakeholder = z.infer<typeof Stakeholder>;
const StakeholderRow = Stakeholder.extend({ stakeholderId: z.string(), ...Version.shape });
export type StakeholderRow = z.infer<typeof StakeholderRow>;

export const listStakeholders = route({
  method: 'GET',
  path: '/api/stakeholders',
  summary: 'The stakeholder register, by name',
  access: 'directory.read',
  response: z.object({ stakeholders: z.array(StakeholderRow) }),
});

export const createStakeholder = route({
  method: 'POST',
  path: '/api/stakeholders',
  summary: 'Add a stakeholder',
  access: 'directory.change',
  body: Stakeholder,
  response: StakeholderRow,
});

const stakeholderParams = z.object({ stakeholderId: z.string() });

export const changeStakeholder = route({
  method: 'PUT',
  path: '/api/stakeholders/:stakeholderId',
  summary: 'Change a stakeholder',
  access: 'directory.change',
  params: stakeholderParams,
  body: Stakeholder.extend(Version.shape),
  response: StakeholderRow,
});

export const removeStakeholder = route({
  method: 'DELETE',
  path: '/api/stakeholders/:stakeholderId',
  summary: 'Remove a stakeholder',
  access: 'directory.change',
  params: stakeholderParams,
  query: z.object({ version: z.coerce.number().int() }),
  response: z.object({}),
});
