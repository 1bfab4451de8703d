import { Table, Text } from '@mantine/core';
import type { RoleHeld } from '#directory/contract.ts';
import {} from './directory-words.ts';
import { localDateText } from '#web/ui/local-date-text.ts';
import { wordText } from '#web/ui/word-text.ts';

export function RoleHistory({ history, unitName }: { history: readonly RoleHeld[]; unitName: (unitId: string | null) => string }) {
  if (history.length === 0) return <Text p="md">No history: the first change will begin one.</Text>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>From</Table.Th>
          <Table.Th>To</Table.Th>
          <Table.Th>Job role</Table.Th>
          <Table.Th visibleFrom="sm">Specialty</Table.Th>
          <Table.Th visibleFrom="sm">Practice group</Table.Th>
          <Table.Th>Home unit</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {history.toReversed().map((held) => (
          <Table.Tr key={held.from}>
            <Table.Td>{localDateText(held.from)}</Table.Td>
            <Table.Td>{held.to ? localDateText(held.to) : 'now'}</Table.Td>
            <Table.Td>{wordText(held.jobRole)}</Table.Td>
            <Table.Td visibleFrom="sm">{wordText(held.specialty) || '–'}</Table.Td>
            <Table.Td visibleFrom="sm">{held.practiceGroup || '–'}</Table.Td>
            <Table.Td>{unitName(held.homeUnit) || '–'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
