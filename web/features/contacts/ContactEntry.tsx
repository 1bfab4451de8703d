import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Instant } from '#kernel/time.ts';
import { reachContact, type ContactView } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { StatusDot, type Tone } from '#web/ui/StatusDot.tsx';
import css from './contacts.module.css';

const rings: Readonly<Record<ContactView['ring'], string>> = {
  unit: 'On the unit',
  floor: 'On the floor',
  building: 'In the building',
  site: 'On the site',
  'zone-lead': 'Zone lead',
  'help-desk': 'Help desk, by telephone',
  analyst: 'Analyst, by telephone',
  vendor: 'Vendor, by telephone',
};

function statusOf({ reachable, busy }: ContactView): { tone: Tone; text: string } {
  if (reachable === null) return { tone: 'quiet', text: 'Planned' };
  if (!reachable) return { tone: 'gap', text: 'Phone is silent' };
  return busy ? { tone: 'look', text: 'With somebody' } : { tone: 'good', text: 'Free' };
}

interface Props {
  contact: ContactView;
  at: Instant | null;
  unitName: (unitId: string | null) => string;
  first?: boolean;
}

/** One person; how to reach them is asked for by a tap, because each look is written down. */
export function ContactEntry({ contact, at, unitName, first = false }: Props) {
  const [asked, setAsked] = useState(false);
  const { data, error, isLoading } = useQuery({
    queryKey: ['contacts', 'reach', contact.personId, at],
    queryFn: () => call(reachContact, { params: { personId: contact.personId }, query: at === null ? {} : { at } }),
    enabled: asked,
    staleTime: Infinity,
  });
  const status = statusOf(contact);
  const minutes = Math.ceil(contact.walkSeconds / 60);
  const where = [rings[contact.ring], unitName(contact.unitId), minutes > 0 ? `${minutes} min to walk` : ''].filter(Boolean).join(' · ');
  return (
    <div className={css.entry} data-first={first || undefined}>
      <div className={css.who}>
        <span className={css.name}>{data?.name ?? contact.name}</span>
        <span className={css.quiet}>
          {where}
          {!contact.knowsTopic && ' · does not know the topic'}
        </span>
      </div>
      <StatusDot tone={status.tone}>{status.text}</StatusDot>
      <div className={css.reach}>
        {!asked && (
          <Button
            size={first ? 'sm' : 'compact-sm'}
            variant={first ? 'filled' : 'default'}
            onClick={() => setAsked(true)}
            aria-label={`Reach ${contact.name}`}
          >
            Reach
          </Button>
        )}
        {isLoading && <span className={css.quiet}>…</span>}
        {error && <span role="alert">{problemText(error)}</span>}
        {data && (
          <span className={css.points}>
            {data.phone && <Anchor href={`tel:${data.phone.replaceAll(/[^+\d]/g, '')}`}>{data.phone}</Anchor>}
            {data.pager && <span>Pager {data.pager}</span>}
            {data.email && <Anchor href={`mailto:${data.email}`}>{data.email}</Anchor>}
            {!data.phone && !data.pager && !data.email && <span className={css.quiet}>The directory has no contact point of theirs</span>}
          </span>
        )}
      </div>
    </div>
  );
}
