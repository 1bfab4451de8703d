import { Table } from '@mantine/core';
import type { z } from 'zod';
import type { importsApi } from '#platform/imports/contract.ts';
import css from './imports.module.css';

type Kinds = z.infer<(typeof importsApi)['kinds']['response']>;

/** What can be brought, with the columns of each: what a person who makes the files asks first. */
export function ExpectedFiles({ kinds }: { kinds: Kinds }) {
  return (
    <section className={css.part}>
      <h2 className={css.title}>What you can bring</h2>
      <div className={css.surface}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>File</Table.Th>
              <Table.Th>What it holds</Table.Th>
              <Table.Th visibleFrom="sm">Columns</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map(({ kind, title, needed, columns }) => (
              <Table.Tr key={kind}>
                <Table.Td className={css.name}>{kind}</Table.Td>
                <Table.Td>
                  {title} {needed && <span className={css.needed}>needed</span>}
                </Table.Td>
                <Table.Td visibleFrom="sm" className={css.columns}>
                  {columns.join(', ')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
