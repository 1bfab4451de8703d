import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { saveDraft } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { moduleIdFrom, newModule } from './new-module.ts';

export function NewModuleDrawer({ taken, onClose }: { taken: ReadonlySet<string>; onClose: () => void }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [typedId, setTypedId] = useState<string | null>(null);
  const moduleId = typedId ?? moduleIdFrom(title);
  const saving = useMutation({
    mutationFn: () => call(saveDraft, { params: { moduleId }, body: { source: newModule(moduleId, title.trim()), revision: 0 } }),
    onSuccess: () => navigate({ to: `/training/modules/${moduleId}` as never }),
  });
  const wrong = taken.has(moduleId) ? 'There is a module of this id. Choose another.' : null;
  return (
    <FormDrawer
      title="New module"
      submit="Begin writing"
      busy={saving.isPending}
      error={saving.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== '' && moduleId !== '' && !wrong) saving.mutate();
      }}
    >
      <TextInput
        label="Title"
        required
        maxLength={80}
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        label="Id"
        description="In its address and file name; never changes"
        required
        maxLength={60}
        error={wrong}
        value={moduleId}
        onChange={(event) => setTypedId(moduleIdFrom(event.currentTarget.value))}
      />
    </FormDrawer>
  );
}
