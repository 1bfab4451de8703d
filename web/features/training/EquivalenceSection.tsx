import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { removeEquivalence, saveEquivalence, type Equivalence } from '#training/contract.ts';
import type { Matrix } from './matrix.ts';
import css from './matrix.module.css';
import { levelText } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { Section } from '#web/ui/Section.tsx';

/** Who has the one skill has the other as well. */
export function EquivalenceSection({ matrix, mayChange }: { matrix: Matrix; mayChange: boolean }) {
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const names = new Map(matrix.competencies.map((one) => [one.competencyId, one.name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const cut = (text: string) => (
    <span className="truncate" title={text}>
      {text}
    </span>
  );
  const columns: Column<Equivalence>[] = [
    { key: 'from', header: 'Who has', width: 'minmax(140px, 1.4fr)', cell: (one) => cut(nameOf(one.fromCompetency)) },
    { key: 'to', header: 'Has as well', width: 'minmax(140px, 1.4fr)', cell: (one) => cut(nameOf(one.toCompetency)) },
    { key: 'level', header: 'Up to', width: '130px', hiddenBelow: 640, cell: (one) => levelText[one.level] },
    { key: 'reason', header: 'Because', width: 'minmax(140px, 2fr)', hiddenBelow: 960, cell: (one) => cut(one.reason) },
    ...(mayChange
      ? [
          {
            key: 'remove',
            header: '',
            width: '100px',
            cell: (one: Equivalence) => (
              <RemoveButton
                label="Remove"
                compact
                remove={() => call(removeEquivalence, { params: one })}
                onRemoved={() => void client.invalidateQueries({ queryKey: ['training'] })}
              >
                The one no longer counts for the other.
              </RemoveButton>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title="Equivalences"
      note="Who has the one skill has the other as well."
      flush={matrix.equivalences.length > 0}
      actions={
        mayChange && (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            Add an equivalence
          </Button>
        )
      }
    >
      {matrix.equivalences.length === 0 && <span className={css.quiet}>None: each skill is proved by itself.</span>}
      {matrix.equivalences.length > 0 && (
        <DataTable
          label="Equivalences"
          columns={columns}
          rows={matrix.equivalences}
          rowKey={(one) => `${one.fromCompetency}/${one.toCompetency}`}
          height={260}
        />
      )}
      {adding && <EquivalenceDrawer matrix={matrix} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function EquivalenceDrawer({ matrix, onClose }: { matrix: Matrix; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: { fromCompetency: '', toCompetency: '', level: '2', reason: '' },
    validate: {
      fromCompetency: (value) => (value ? null : 'Choose one.'),
      toCompetency: (value, all) => (value && value !== all.fromCompetency ? null : 'Choose another one.'),
      reason: (value) => (value.trim().length < 3 ? 'Say why the one includes the other.' : null),
    },
  });
  const saving = useMutation({
    mutationFn: ({ level, ...body }: typeof form.values) => call(saveEquivalence, { body: { ...body, level: Number(level) } }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['training'] });
    },
  });
  const skills = matrix.competencies.filter((one) => !one.retired).map((one) => ({ value: one.competencyId, label: one.name }));
  return (
    <FormDrawer
      title="Add an equivalence"
      submit="Add"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <Select label="Who has" required searchable data={skills} {...form.getInputProps('fromCompetency')} />
      <Select label="Has as well" required searchable data={skills} {...form.getInputProps('toCompetency')} />
      <Select
        label="Up to level"
        allowDeselect={false}
        data={Object.entries(levelText).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('level')}
      />
      <TextInput label="Because" required {...form.getInputProps('reason')} />
    </FormDrawer>
  );
}
