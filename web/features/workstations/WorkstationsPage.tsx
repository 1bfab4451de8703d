import { Button, Checkbox, Drawer, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { helpSheetsPath, listPlaceLinks, listUnitCodes, revokePlace, type Place } from '#support/contract.ts';
import { CallError } from '#platform/http/call.ts';
import type { z } from 'zod';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';

const linksKey = ['support', 'places'] as const;
type Link = z.infer<typeof Place>;

/** Links and printed codes by which workstations ask without an account. */
export function WorkstationsPage() {
  const client = useQueryClient();
  const places = usePlaces();
  const links = useQuery({ queryKey: linksKey, queryFn: () => call(listPlaceLinks, {}) });
  const codes = useQuery({ queryKey: ['support', 'unit-codes'], queryFn: () => call(listUnitCodes, {}) });
  const [printing, setPrinting] = useState(false);
  const [revoking, setRevoking] = useState<Link | null>(null);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: linksKey });
  const revoke = useMutation({
    mutationFn: (placeId: string) => call(revokePlace, { params: { placeId } }),
    onSuccess: () => {
      setRevoking(null);
      return refresh();
    },
  });
  const codeOf = new Map(codes.data?.codes.map(({ unitId, code }) => [unitId, code]));
  const columns: Column<Link>[] = [
    {
      key: 'unit',
      header: 'Unit',
      width: 'minmax(150px, 2fr)',
      sortBy: (one) => places.unitName(one.unitId),
      cell: (one) => places.unitName(one.unitId),
    },
    {
      key: 'label',
      header: 'Where',
      width: 'minmax(110px, 1.5fr)',
      hiddenBelow: 640,
      sortBy: (one) => one.label,
      cell: (one) => one.label || '–',
    },
    { key: 'code', header: 'Unit code', width: '96px', align: 'right', hiddenBelow: 640, cell: (one) => codeOf.get(one.unitId) ?? '–' },
    {
      key: 'state',
      header: 'State',
      width: '112px',
      sortBy: (one) => (one.revokedAt === null ? 0 : 1),
      cell: (one) => (one.revokedAt === null ? <StatusDot tone="good">In use</StatusDot> : <StatusDot tone="quiet">Revoked</StatusDot>),
    },
    {
      key: 'made',
      header: 'Made',
      width: 'minmax(160px, 1.5fr)',
      hiddenBelow: 960,
      sortBy: (one) => one.createdAt,
      cell: (one) => (
        <>
          <TimeText at={one.createdAt} />
          {` by ${one.createdBy}`}
        </>
      ),
    },
    {
      key: 'revoke',
      header: '',
      width: '96px',
      align: 'right',
      cell: (one) =>
        one.revokedAt === null && (
          <Button size="compact-xs" variant="default" onClick={() => setRevoking(one)} aria-label={`Revoke ${places.unitName(one.unitId)}`}>
            Revoke
          </Button>
        ),
    },
  ];
  const inUse = links.data?.places.filter((one) => one.revokedAt === null).length ?? 0;
  return (
    <>
      <PageHeader
        title="Workstation codes"
        note="A printed code, or its address as a workstation’s start page, asks for help without an account and knows its unit."
        actions={
          <Button leftSection={<IconPrinter size={18} />} onClick={() => setPrinting(true)}>
            Print codes …
          </Button>
        }
      />
      <ProblemAlert error={links.error} title="The links could not be loaded" onRetry={() => void links.refetch()} />
      {links.data && (
        <DataTable
          label={`Workstation links, ${inUse} in use`}
          columns={columns}
          rows={links.data.places.toSorted((a, b) => (a.revokedAt === null ? 0 : 1) - (b.revokedAt === null ? 0 : 1))}
          rowKey={(one) => one.placeId}
          empty={
            <EmptyState title="No workstation has a code yet" action={<Button onClick={() => setPrinting(true)}>Print codes …</Button>}>
              Choose units and print a sheet for each: it hangs beside the workstation, and one tap asks for help.
            </EmptyState>
          }
        />
      )}
      {printing && <PrintDrawer onClose={() => setPrinting(false)} onDone={refresh} />}
      <ConfirmDialog
        opened={revoking !== null}
        title="Revoke this code?"
        confirm="Revoke"
        danger
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoking && revoke.mutate(revoking.placeId)}
        onClose={() => setRevoking(null)}
      >
        From now on it asks for nothing. Sheets that show it must be taken down and printed anew.
      </ConfirmDialog>
    </>
  );
}

/** Each printing makes new codes: only a hash of a code is kept, so an old one cannot be printed again. */
function PrintDrawer({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  const places = usePlaces();
  const [unitIds, setUnitIds] = useState<string[]>([]);
  const [label, setLabel] = useState('');
  const [replaces, setReplaces] = useState(false);
  const print = useMutation({
    mutationFn: async () => {
      const body = JSON.stringify({ unitIds: unitIds.length > 0 ? unitIds : places.units.map((one) => one.unitId), label, replaces });
      const answer = await fetch(helpSheetsPath, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (!answer.ok) throw new CallError(answer.status, (await answer.json().catch(() => ({}))) as Record<string, unknown>);
      download(await answer.blob(), 'help-sheets.pdf');
    },
    onSuccess: () => {
      onClose();
      return onDone();
    },
  });
  const count = unitIds.length > 0 ? unitIds.length : places.units.length;
  return (
    <Drawer opened onClose={onClose} title="Print codes" size={460} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <MultiSelect
          label="Units"
          description="None chosen: all"
          searchable
          data={places.units.map((one) => ({ value: one.unitId, label: one.name }))}
          value={unitIds}
          onChange={setUnitIds}
        />
        <TextInput
          label="Where it will hang"
          description="Optional, printed below the unit: nurse station, workroom, bay 3"
          maxLength={80}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Checkbox
          label="Revoke the codes that these units have now"
          checked={replaces}
          onChange={(event) => setReplaces(event.currentTarget.checked)}
        />
        <ProblemAlert error={print.error} title="Nothing was printed" />
        <Button loading={print.isPending} disabled={count === 0} onClick={() => print.mutate()}>
          Make {count === 1 ? 'a sheet' : `${count} sheets`} (PDF)
        </Button>
      </Stack>
    </Drawer>
  );
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
