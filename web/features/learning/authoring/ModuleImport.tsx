import { Button, FileInput, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { importModules } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { IssueList } from './IssueList.tsx';
import { modulesKey } from './modules-key.ts';

const outcomeText = { published: 'Published', unchanged: 'Was there already', refused: 'Not taken' } as const;

/** Files go in as they are; each is taken or left out by itself. */
export function ModuleImport({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [files, setFiles] = useState<File[]>([]);
  const [note, setNote] = useState('');
  const importing = useMutation({
    mutationFn: async () => {
      const read = await Promise.all(files.map(async (file) => ({ name: file.name, source: await file.text() })));
      return call(importModules, { body: { files: read, changeNote: note } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: modulesKey }),
  });
  return (
    <Modal opened onClose={onClose} title="Import module files" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <FileInput label="Files" description="One module each, .md" multiple accept=".md,text/markdown" value={files} onChange={setFiles} />
        <TextInput
          label="What is different"
          description="For whoever knows the last version"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ProblemAlert error={importing.error} title="Nothing was imported" />
        {importing.data?.files.map((file) => (
          <div key={file.name}>
            <strong>{file.name}</strong>: {outcomeText[file.outcome]}
            {file.version !== null && `, version ${file.version}`}
            {file.outcome === 'refused' && <IssueList issues={file.issues} />}
          </div>
        ))}
        <Button disabled={files.length === 0} loading={importing.isPending} onClick={() => importing.mutate()}>
          Import
        </Button>
      </Stack>
    </Modal>
  );
}
