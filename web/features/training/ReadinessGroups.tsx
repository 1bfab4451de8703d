import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#platform/http/route.ts';
import type { getReadiness } from '#training/contract.ts';
import css from './readiness.module.css';
import { shareText } from './training-words.ts';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { Section } from '#web/ui/Section.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';

type Readiness = Answer<typeof getReadiness>;
type By = 'byUnit' | 'byRole' | 'byWave';

/** How far each unit, role or wave is, and what keeps most people out. Shares of a few people are not shown. */
export function ReadinessGroups({ readiness, unitName }: { readiness: Readiness; unitName: (unitId: string) => string }) {
  const [by, setBy] = useState<By>('byRole');
  const [, change] = useSearchState();
  const nameOf = (key: string): string => (by === 'byUnit' ? unitName(key) : by === 'byRole' ? wordText(key) : key);
  const filterOf = { byUnit: 'unit', byRole: 'role', byWave: '' }[by];
  const { certified, people } = readiness.everybody;
  return (
    <div className={css.top}>
      <Section
        title={`${certified.toLocaleString('en')} of ${people.toLocaleString('en')} certified`}
        note="Everybody whose role is asked something counts, begun or not."
        flush
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Group by"
            value={by}
            onChange={(value) => setBy(value as By)}
            data={[
              { value: 'byRole', label: 'Job role' },
              { value: 'byUnit', label: 'Unit' },
              { value: 'byWave', label: 'Wave' },
            ]}
          />
        }
      >
        <ScrollRegion label="Certified by group" className={css.scroll}>
          <table className={css.groups}>
            <tbody>
              {readiness[by].map((group) => (
                <tr key={group.key}>
                  <td>
                    {filterOf ? (
                      <button type="button" className={css.name} onClick={() => change({ [filterOf]: group.key })}>
                        {nameOf(group.key)}
                      </button>
                    ) : (
                      nameOf(group.key)
                    )}
                  </td>
                  <td className={css.number}>
                    {group.certified} of {group.people}
                  </td>
                  <td className={css.bar}>
                    {group.share !== null && (
                      <span aria-hidden="true">
                        <span style={{ width: `${group.share * 100}%` }} />
                      </span>
                    )}
                  </td>
                  <td className={css.number}>{shareText(group.share)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Section>
      <Section title="What keeps people out" note="Choose one to see whom." flush>
        <ScrollRegion label="What keeps people out" className={css.scroll}>
          <table className={css.groups}>
            <thead>
              <tr>
                <th scope="col">Skill</th>
                <th scope="col" className={css.number}>
                  People
                </th>
                <th scope="col" className={css.number}>
                  Tried twice
                </th>
              </tr>
            </thead>
            <tbody>
              {readiness.bottlenecks.map((one) => (
                <tr key={one.competencyId}>
                  <td>
                    <button type="button" className={css.name} onClick={() => change({ missing: one.competencyId })}>
                      {one.name}
                    </button>
                  </td>
                  <td className={css.number}>{one.people}</td>
                  <td className={css.number}>{one.stuck === 0 ? '–' : one.stuck}</td>
                </tr>
              ))}
              {readiness.bottlenecks.length === 0 && (
                <tr>
                  <td colSpan={3} className={css.quiet}>
                    Nobody is kept out.
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </ScrollRegion>
      </Section>
    </div>
  );
}
