import { Button, Divider, Select, Stack, TextInput, Textarea } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeResolution, closeResolution, type ResolutionLine } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { searchPeople } from '#web/app/search-people.ts';
import { useCan } from '#web/app/session.tsx';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { Facts } from '#web/ui/Facts.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { plural } from '#web/ui/time-text.ts';
import { ResolutionFacts } from './ResolutionFacts.tsx';
import { answerKindText, stageText } from './plan-words.ts';
import { TipPicker } from './TipPicker.tsx';

const choices = (texts: Readonly<Record<string, string>>, but: readonly string[] = []) =>
  Object.entries(texts)
    .filter(([value]) => !but.includes(value))
    .map(([value, label]) => ({ value, label }));
const answerLettersMin = 10;

/** Owner, date, stage and answer of one issue; closing tells the answer to whoever asked. */
export function ResolutionDrawer({ line, onClose }: { line: ResolutionLine; onClose: () => void }) {
  const mayDecide = useCan('support.desk');
  if (line.stage === 'closed' || !mayDecide) return <ResolutionFacts line={line} onClose={onClose} />;
  return <EditDrawer line={line} onClose={onClose} />;
}

function EditDrawer({ line, onClose }: { line: ResolutionLine; onClose: () => void }) {
  const client = useQueryClient();
  const [owner, setOwner] = useState<Choice | null>(
    line.ownerName === '' ? null : { value: line.ownerId ?? '', label: line.ownerName, note: '' },
  );
  const [closing, setClosing] = useState(false);
  const [tips, setTips] = useState(line.tips);
  const tipIds = tips.map(({ tipId }) => tipId);
  const form = useForm({
    initialValues: {
      stage: line.stage,
      dueAt: line.dueAt === null ? null : new Date(line.dueAt),
      answerKind: line.answerKind,
      answer: line.answer,
      refresher: line.refresher,
    },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: ['support'] });
  };
  const params = { issueId: line.issueId };
  const saving = useMutation({
    mutationFn: ({ stage, dueAt, ...rest }: typeof form.values) =>
      call(changeResolution, {
        params,
        body: {
          ...rest,
          tipIds,
          stage: stage === 'closed' ? 'answer-ready' : stage,
          dueAt: dueAt === null ? null : new Date(dueAt).getTime(),
          ownerName: owner?.label ?? '',
          ownerId: owner?.value || null,
          version: line.version,
        },
      }),
    onSuccess: done,
  });
  const { answerKind, answer, refresher } = form.values;
  const close = useMutation({
    mutationFn: () =>
      answerKind === null
        ? Promise.reject(new Error('Choose what the answer is first.'))
        : call(closeResolution, { params, body: { answerKind, answer, tipIds, refresher, version: line.version } }),
    onSuccess: done,
  });
  return (
    <FormDrawer
      title={line.title}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        <Button
          variant="default"
          disabled={answerKind === null || answer.trim().length < answerLettersMin}
          title="An issue closes with an answer: what it is, and in what words"
          onClick={() => setClosing(true)}
        >
          Close with this answer …
        </Button>
      }
    >
      <Facts
        facts={[
          ['Requests', `${line.requests}, ${line.openRequests} open, ${plural(line.units, 'unit')}`],
          ['Meanwhile', line.workaround],
          ['Found', <TimeText key="found" at={line.createdAt} />],
          ['Major incident', line.incidentTitle],
        ]}
      />
      <SearchSelect kind="people" label="Owner" search={searchPeople} chosen={owner} onChoose={setOwner} />
      <DateTimePicker label="Due" clearable {...form.getInputProps('dueAt')} />
      <Select label="Stage" allowDeselect={false} data={choices(stageText, ['closed'])} {...form.getInputProps('stage')} />
      <Divider label="Answer" labelPosition="left" />
      <Stack gap="sm">
        <Select label="What it is" clearable data={choices(answerKindText)} {...form.getInputProps('answerKind')} />
        <Textarea label="In words for whoever asked" autosize minRows={3} maxLength={1000} {...form.getInputProps('answer')} />
        <TipPicker tips={tips} onChange={setTips} />
        <TextInput label="For a refresher" description="What people should have known" {...form.getInputProps('refresher')} />
      </Stack>
      <ConfirmDialog
        opened={closing}
        title="Close this issue?"
        confirm="Close and tell"
        busy={close.isPending}
        error={close.error}
        onConfirm={() => close.mutate()}
        onClose={() => setClosing(false)}
      >
        Everybody who asked is told: “{answer}” The {plural(line.openRequests, 'open request')} that nobody has yet{' '}
        {line.openRequests === 1 ? 'is' : 'are'} answered by it, and each asker is asked whether it is solved for them.
      </ConfirmDialog>
    </FormDrawer>
  );
}
