import { Button, Chip, Drawer } from '@mantine/core';
import { useId, useState } from 'react';
import type { TeachingResult } from '#support/contract.ts';
import { searchPeople } from '#web/app/search-people.ts';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { resultWords, topicText } from './duty-words.ts';
import css from './duty.module.css';
import type { FloorAction } from './outbox.ts';
import { TaughtBefore } from './TaughtBefore.tsx';
import { useTeachingChoices } from './use-teaching-choices.ts';

interface Props {
  /** Who is suggested first: whom I am with. */
  with: { readonly personId: string; readonly name: string } | null;
  topic: string;
  unitId: string | null;
  offline: boolean;
  onLog: (action: FloorAction) => void;
  onClose: () => void;
}

const namesMax = 6;
const topicsMax = 10;

/** Twenty seconds: who, what, how it went. The third tap saves. */
export function TeachDrawer({ with: beside, topic: about, unitId, offline, onLog, onClose }: Props) {
  const [whoId, whatId] = [useId(), useId()];
  const choices = useTeachingChoices();
  const [who, setWho] = useState<Choice | null>(beside && { value: beside.personId, label: beside.name, note: '' });
  const [topic, setTopic] = useState(about);
  const [all, setAll] = useState(false);
  const near = choices.data?.people ?? [];
  const names = [
    ...(who && !near.slice(0, namesMax).some((one) => one.personId === who.value)
      ? [{ personId: who.value, name: who.label, jobRole: who.note }]
      : []),
    ...near,
  ].slice(0, namesMax);
  const topics = [...new Set([...(topic === '' ? [] : [topic]), ...(choices.data?.topics ?? [])])];
  const log = (result: TeachingResult): void => {
    if (!who) return;
    onLog({ kind: 'teach', personId: who.value, personName: who.label, topic, result, unitId });
    onClose();
  };
  return (
    <Drawer opened onClose={onClose} position="bottom" size="auto" title="Log what you taught" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={css.teach}>
        <div>
          <p id={whoId} className={css.label}>
            Who
          </p>
          <div className={css.chips} role="group" aria-labelledby={whoId}>
            {names.map((one) => (
              <Chip
                key={one.personId}
                checked={who?.value === one.personId}
                onChange={() => setWho({ value: one.personId, label: one.name, note: wordText(one.jobRole) })}
              >
                {one.name}
              </Chip>
            ))}
          </div>
          {who && !offline && <TaughtBefore personId={who.value} />}
          {offline ? (
            <p className={css.quiet}>Others can be found when the network is back.</p>
          ) : (
            <SearchSelect
              label="Somebody else"
              kind="people"
              chosen={null}
              onChoose={(choice) => choice && setWho(choice)}
              search={searchPeople}
            />
          )}
        </div>
        <div>
          <p id={whatId} className={css.label}>
            What
          </p>
          <div className={css.chips} role="group" aria-labelledby={whatId}>
            {topics.slice(0, all ? topics.length : topicsMax).map((one) => (
              <Chip key={one} checked={topic === one} onChange={() => setTopic(one)}>
                {topicText(one)}
              </Chip>
            ))}
            {!all && topics.length > topicsMax && (
              <Button variant="subtle" size="compact-md" onClick={() => setAll(true)}>
                {topics.length - topicsMax} more
              </Button>
            )}
          </div>
        </div>
        <div>
          <p className={css.label}>How it went</p>
          <div className={css.results}>
            {(Object.keys(resultWords) as TeachingResult[]).map((result) => (
              <button
                key={result}
                type="button"
                className={css.result}
                data-result={result}
                disabled={!who || topic === ''}
                onClick={() => log(result)}
              >
                {resultWords[result].label}
                <span>{resultWords[result].note}</span>
              </button>
            ))}
          </div>
        </div>
      </div>
    </Drawer>
  );
}
