import { Table, Text } from '@mantine/core';
import type { ImportFile } from '#platform/imports/contract.ts';
import css from './imports.module.css';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';

export function SampleTable({ sample }: { sample: ImportFile['sample'] }) {
  if (!sample || sample.rows.length === 0) return <Text>No row of this file could be read.</Text>;
  return (
    <ScrollRegion className={css.scrollX} label="First rows">
      <Table fz="sm" style={{ whiteSpace: 'nowrap' }}>
        <Table.Thead>
          <Table.Tr>
            {sample.columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sample.rows.map((row, index) => (
            // Rows of a file have no key of their own, and never move.
            <Table.Tr key={index}>
              {row.map((cell, at) => (
                <Table.Td key={sample.columns[at]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
