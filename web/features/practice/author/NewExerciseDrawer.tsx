import { Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createExercise } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { authoringKey } from './authoring-keys.ts';

interface Props {
  /** What can be copied. */
  exercises: readonly { readonly exerciseId: string; readonly title: string }[];
  copyOf: string | null;
  onClose: () => void;
}

const titleLengthMin = 3;
const idLengthMax = 60;

export const idFrom = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '')
    .slice(0, idLengthMax);

/** Begins an exercise: from a small one that runs, or a copy of another. */
export function NewExerciseDrawer({ exercises, copyOf, onClose }: Props) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [typedId, setTypedId] = useState<string | null>(null);
  const [from, setFrom] = useState(copyOf);
  const exerciseId = typedId ?? idFrom(title);
  const taken = exercises.some((one) => one.exerciseId === exerciseId);
  const making = useMutation({
    mutationFn: () => call(createExercise, { body: { exerciseId, title: title.trim(), copyOf: from } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: authoringKey });
      onClose();
      await navigate({ to: '/practice-authoring/$exerciseId', params: { exerciseId } });
    },
  });
  return (
    <FormDrawer
      title={copyOf === null ? 'New exercise' : 'Copy to edit'}
      submit="Begin writing"
      busy={making.isPending}
      error={making.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim().length >= titleLengthMin && exerciseId.length > 1 && !taken) making.mutate();
      }}
    >
      <TextInput
        label="Title"
        required
        minLength={titleLengthMin}
        maxLength={90}
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        label="Id"
        description="In its address and in the records of who passed it; never changes"
        required
        maxLength={idLengthMax}
        error={taken ? 'There is an exercise of this id. Choose another.' : null}
        value={exerciseId}
        onChange={(event) => setTypedId(idFrom(event.currentTarget.value))}
      />
      <Select
        label="Begin from"
        placeholder="A small exercise that runs"
        data={exercises.map((one) => ({ value: one.exerciseId, label: one.title }))}
        value={from}
        searchable
        clearable
        onChange={setFrom}
      />
    </FormDrawer>
  );
}
