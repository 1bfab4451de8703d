import { Button, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SiteRow, UnitRow } from '#directory/contract.ts';
import css from './SiteUnits.module.css';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';

interface Props {
  site: SiteRow;
  units: readonly UnitRow[];
  /** Absent: this account may only read. */
  onChangeSite?: () => void;
  onChangeUnit?: (unit: UnitRow) => void;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Units of one site under their building and floor; the top floor first, as a lift panel shows them. */
export function SiteUnits({ site, units, onChangeSite, onChangeUnit }: Props) {
  const floors = Map.groupBy(units, (unit) => `${unit.building}\u0000${unit.floor}`);
  const ordered = [...floors.values()].toSorted((a, b) => {
    const [x, y] = [a[0], b[0]];
    return x && y ? collator.compare(x.building, y.building) || collator.compare(y.floor, x.floor) : 0;
  });
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
        <Table layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Unit</Table.Th>
              <Table.Th visibleFrom="sm">Id</Table.Th>
              <Table.Th>Zone</Table.Th>
              <Table.Th visibleFrom="sm">Specialty</Table.Th>
              <Table.Th ta="right" w={70}>
                Beds
              </Table.Th>
              <Table.Th w={150} visibleFrom="sm" />
            </Table.Tr>
          </Table.Thead>
          {ordered.map((floor) => (
            <Table.Tbody key={`${floor[0]?.building} ${floor[0]?.floor}`}>
              <Table.Tr className={css.floor}>
                <Table.Th colSpan={6} scope="rowgroup">
                  {placeText(floor[0])}
                </Table.Th>
              </Table.Tr>
              {floor.map((unit) => (
                <Table.Tr key={unit.unitId}>
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
                  <Table.Td>{unit.zone || '–'}</Table.Td>
                  <Table.Td visibleFrom="sm">{unit.specialty || '–'}</Table.Td>
                  <Table.Td ta="right">{unit.beds || '–'}</Table.Td>
                  <Table.Td ta="right" visibleFrom="sm">
                    <Link to="/people" search={{ unit: unit.unitId } as never} className={css.link}>
                      People
                    </Link>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          ))}
        </Table>
      )}
    </Section>
  );
}

const placeText = (unit: UnitRow | undefined): string =>
  [unit?.building, unit?.floor ? `floor ${unit.floor}` : ''].filter(Boolean).join(', ') || 'Building and floor not given';
