import { NativeSelect } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { getModuleSource, type ModuleVersion } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';
import css from './authoring.module.css';
import { lineDifferences, withContext } from './line-differences.ts';
import { modulesKey } from './modules-key.ts';

interface Props {
  moduleId: string;
  versions: readonly ModuleVersion[];
  current: number | null;
}

export function VersionList({ moduleId, versions, current }: Props) {
  const [pair, setPair] = useState<readonly [number, number]>([versions[1]?.version ?? 0, versions[0]?.version ?? 0]);
  if (versions.length === 0)
    return <EmptyState title="Nothing is published yet">Versions appear here, each with what was different.</EmptyState>;
  const choices = versions.map((one) => ({ value: String(one.version), label: `Version ${one.version}` }));
  return (
    <>
      <Section title="Versions" note={String(versions.length)} flush>
        <ul className={css.rows}>
          {versions.map((one) => (
            <li key={one.version} className={css.row}>
              <span className={css.number}>{one.version}</span>
              <span>
                {one.changeNote}
                {one.answers.length > 0 && <span className={css.after}> · answers {one.answers.join(', ')}</span>}
              </span>
              <span className={css.after}>
                {dateText(one.publishedAt)}, {one.publishedBy}
              </span>
              <span className={css.after}>{one.version === current ? 'given out' : one.contentHash.slice(0, 8)}</span>
            </li>
          ))}
        </ul>
      </Section>
      {versions.length > 1 && (
        <Section
          title="Compare"
          actions={
            <div className={css.figures}>
              <NativeSelect
                aria-label="From"
                size="xs"
                data={choices}
                value={String(pair[0])}
                onChange={(event) => setPair([Number(event.currentTarget.value), pair[1]])}
              />
              <NativeSelect
                aria-label="To"
                size="xs"
                data={choices}
                value={String(pair[1])}
                onChange={(event) => setPair([pair[0], Number(event.currentTarget.value)])}
              />
            </div>
          }
          flush
        >
          <Comparison moduleId={moduleId} from={pair[0]} to={pair[1]} />
        </Section>
      )}
    </>
  );
}

function Comparison({ moduleId, from, to }: { moduleId: string; from: number; to: number }) {
  const [before, after] = useQueries({
    queries: [from, to].map((version) => ({
      queryKey: [...modulesKey, moduleId, 'source', version],
      queryFn: () => call(getModuleSource, { params: { moduleId, version } }),
      staleTime: Infinity,
    })),
  });
  if (before?.error || after?.error) return <ProblemAlert error={before?.error ?? after?.error} />;
  if (!before?.data || !after?.data) return null;
  const lines = withContext(lineDifferences(before.data.source, after.data.source));
  if (lines.length === 0) return <p className={css.skipped}>They say the same.</p>;
  return (
    <ScrollRegion className={css.diff} label={`From version ${from} to version ${to}`}>
      {lines.map((line, index) =>
        line === null ? (
          <span key={index} className={css.skipped}>
            …
          </span>
        ) : (
          <span key={index} className={css.diffLine} data-kind={line.kind}>
            {line.kind === 'added' ? '+ ' : line.kind === 'removed' ? '− ' : '  '}
            {line.text}
          </span>
        ),
      )}
    </ScrollRegion>
  );
}
