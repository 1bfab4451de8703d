import { Loader, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toInstant, type Instant, type TimeZone } from '#kernel/time.ts';
import { listContacts } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';
import { ContactEntry } from './ContactEntry.tsx';
import css from './contacts.module.css';

/** The page asks again in this time: signs of life are no news of their own. */
const againMs = 30_000;

/** Whom to turn to: whoever is truly on duty for this topic at this place, and who comes next. */
export function ContactsPage() {
  const [search, change] = useSearchState();
  const { units, unitName, zoneOf } = usePlaces();
  const unitId = search.unit ?? units[0]?.unitId ?? '';
  const topic = search.topic ?? '';
  const zone = zoneOf(unitId);
  const [when, setWhen] = useState('');
  const at = instantOf(when, zone);
  const { data, error, refetch } = useQuery({
    queryKey: ['contacts', unitId, topic, at],
    queryFn: () => call(listContacts, { query: { unitId, ...(topic ? { topic } : {}), ...(at === null ? {} : { at }) } }),
    enabled: unitId !== '',
    placeholderData: keepPreviousData,
    refetchInterval: againMs,
  });
  useNews(['support.duty-changed', 'support.queue-changed', 'coverage.plan-published'], () => void refetch());
  const [first, ...next] = data?.contacts ?? [];
  return (
    <>
      <PageHeader
        title="Who to contact"
        note={
          data?.planned
            ? `Planned for ${dateText(data.at, zone)} ${timeText(data.at, zone)}`
            : 'On duty now: by the plan or signed on, with a sign of life'
        }
      />
      <Toolbar>
        <Select
          aria-label="Where"
          searchable
          allowDeselect={false}
          w={260}
          value={unitId || null}
          onChange={(to) => change({ unit: to ?? '' })}
          data={units.map((one) => ({ value: one.unitId, label: one.name }))}
        />
        <Select
          aria-label="Topic"
          placeholder="Any topic"
          clearable
          clearButtonProps={{ 'aria-label': 'Any topic' }}
          searchable
          w={200}
          value={topic || null}
          onChange={(to) => change({ topic: to ?? '' })}
          data={(data?.topics ?? []).map((one) => ({ value: one, label: wordText(one) }))}
        />
        <TextInput
          type="datetime-local"
          aria-label="When; empty: now"
          w={210}
          value={when}
          onChange={(event) => setWhen(event.currentTarget.value)}
        />
      </Toolbar>
      <ProblemAlert error={error} title="Who is on duty could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && !first && (
        <EmptyState title={data.planned ? 'Nobody is planned for then' : 'Nobody is on duty here'}>
          {data.telephone
            ? `Call ${data.telephone}.`
            : 'Ask for help all the same: the request waits for whoever signs on, and the command centre sees it.'}
        </EmptyState>
      )}
      {first && (
        <>
          <section aria-label="First" className={css.first}>
            <ContactEntry contact={first} at={at} unitName={unitName} first />
          </section>
          {next.length > 0 && (
            <section aria-label="Next" className={css.next}>
              <h2 className={css.heading}>If they cannot, in this order</h2>
              <ol className={css.list}>
                {next.map((contact) => (
                  <li key={contact.personId}>
                    <ContactEntry contact={contact} at={at} unitName={unitName} />
                  </li>
                ))}
              </ol>
            </section>
          )}
          {data?.telephone && <p className={css.quiet}>The support line: {data.telephone}</p>}
        </>
      )}
    </>
  );
}

function instantOf(when: string, zone: TimeZone | undefined): Instant | null {
  const [date = '', time = ''] = when.split('T');
  if (date === '' || time === '' || !zone) return null;
  const read = toInstant(date, time.slice(0, 5), zone);
  return read.ok ? read.value : null;
}
