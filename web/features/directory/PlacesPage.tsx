import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { SiteRow, UnitRow } from '#directory/contract.ts';
import { OrganisationDrawer } from './OrganisationDrawer.tsx';
import { SiteDrawer } from './SiteDrawer.tsx';
import { SiteUnits } from './SiteUnits.tsx';
import { UnitDrawer } from './UnitDrawer.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { useCan } from '#web/app/session.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

type Open = 'organisation' | { site: SiteRow | null } | { unit: UnitRow | null; siteId: string };

/** Sites and their units, floor by floor: what walking distances are reckoned from. */
export function PlacesPage() {
  const { sites, units, data, error, refetch } = usePlaces();
  const mayChange = useCan('directory.change');
  const [open, setOpen] = useState<Open | null>(null);
  const organisation = useOrganisation();
  const close = (): void => setOpen(null);
  return (
    <>
      <PageHeader
        title="Sites and units"
        note="Building, floor and zone give the walking time between two places."
        actions={
          mayChange && (
            <>
              {organisation && (
                <Button variant="default" onClick={() => setOpen('organisation')}>
                  Organisation
                </Button>
              )}
              <Button variant="default" onClick={() => setOpen({ site: null })}>
                Add a site
              </Button>
              {sites[0] && <Button onClick={() => setOpen({ unit: null, siteId: sites[0]?.siteId ?? '' })}>Add a unit</Button>}
            </>
          )
        }
      />
      <ProblemAlert error={error} title="The places could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && sites.length === 0 && (
        <EmptyState title="No site yet" action={<LinkButton to="/imports">Import sites.csv and units.csv</LinkButton>}>
          Places come from sites.csv and units.csv, or are added here one by one.
        </EmptyState>
      )}
      {sites.map((site) => (
        <SiteUnits
          key={site.siteId}
          site={site}
          units={units.filter((unit) => unit.siteId === site.siteId)}
          {...(mayChange
            ? { onChangeSite: () => setOpen({ site }), onChangeUnit: (unit: UnitRow) => setOpen({ unit, siteId: site.siteId }) }
            : {})}
        />
      ))}
      {open === 'organisation' && organisation && <OrganisationDrawer organisation={organisation} onClose={close} />}
      {open && open !== 'organisation' && 'site' in open && <SiteDrawer site={open.site} onClose={close} />}
      {open && open !== 'organisation' && 'unit' in open && <UnitDrawer unit={open.unit} siteId={open.siteId} onClose={close} />}
    </>
  );
}
