import { Button, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SiteRow, UnitRow } from '#directory/contract.ts';
import css from './SiteUnits.module.css';
import { Section } from '#web/ui/Section.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { plural } from '#web/ui/time-text.ts';

interface Props {
  site: SiteRow;
  units: readonly UnitRow[];
  /** Absent: this account may only read. */
  onChangeSite?: () => void;
  onChangeUnit?: ((unit: UnitRow) => void) | undefined;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Units of one site under their building; the top floor first, as a lift panel shows them. */
export function SiteUnits({ site, units, onChangeSite, onChangeUnit }: Props) {
  const buildings = [...Map.groupBy(units, (unit) => unit.building)].toSorted(([a], [b]) => collator.compare(a, b));
  const beds = units.reduce((sum, unit) => sum + unit.beds, 0);
  return (
    <Section
      title={site.name}
      note={[site.siteId, site.timeZone.replaceAll('_', ' '), plural(units.length, 'unit'), beds > 0 ? plural(beds, 'bed') : '']
        .filter(Boolean)
        .join(' · ')}
      actions={
        onChangeSite && (
          <Button size="compact-sm" variant="default" onClick={onChangeSite}>
            Change site
          </Button>
        )
      }
      flush
    >
      {units.length === 0 ? (
        <p className={css.none}>No unit here yet.</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Unit</Table.Th>
              <Table.Th visibleFrom="sm" w={120}>
                Id
              </Table.Th>
              <Table.Th w={80}>Floor</Table.Th>
              <Table.Th w={80}>Zone</Table.Th>
              <Table.Th visibleFrom="sm">Specialty</Table.Th>
              <Table.Th ta="right" w={70}>
                Beds
              </Table.Th>
              <Table.Th w={90} visibleFrom="sm" />
            </Table.Tr>
          </Table.Thead>
          {buildings.map(([building, inside]) => (
            <Table.Tbody key={building}>
              <Table.Tr className={css.building}>
                <Table.Th colSpan={7} scope="rowgroup">
                  {building || 'Building not given'}
                </Table.Th>
              </Table.Tr>
              {inside
                .toSorted((a, b) => collator.compare(b.floor, a.floor) || collator.compare(a.name, b.name))
                .map((unit) => (
                  <UnitLine key={unit.unitId} unit={unit} onChangeUnit={onChangeUnit} />
                ))}
            </Table.Tbody>
          ))}
        </Table>
      )}
    </Section>
  );
}

function UnitLine({ unit, onChangeUnit }: { unit: UnitRow; onChangeUnit: Props['onChangeUnit'] }) {
  return (
    <Table.Tr>
      <Table.Td>
        {onChangeUnit ? (
          <button type="button" className={css.open} onClick={() => onChangeUnit(unit)}>
            {unit.name}
          </button>
        ) : (
          unit.name
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">{unit.unitId}</Table.Td>
      <Table.Td>{unit.floor || '–'}</Table.Td>
      <Table.Td>{unit.zone || '–'}</Table.Td>
      <Table.Td visibleFrom="sm">{wordText(unit.specialty) || '–'}</Table.Td>
      <Table.Td ta="right">{unit.beds || '–'}</Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        <Link to="/people" search={{ unit: unit.unitId } as never} className={css.link}>
          People
        </Link>
      </Table.Td>
    </Table.Tr>
  );
}
