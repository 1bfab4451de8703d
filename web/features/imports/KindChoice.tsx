import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { importsApi, type ImportFile } from '#platform/imports/contract.ts';
import { uploadAs } from './uploads.ts';
import { call } from '#web/app/call.ts';
import { problemText } from '#web/ui/ProblemAlert.tsx';

/** Says what a file is. The server keeps nothing of a file that it does not know, so the file is sent again with it. */
export function KindChoice({ importId, file, label }: { importId: string; file: ImportFile; label: string }) {
  const client = useQueryClient();
  const kinds = useQuery({ queryKey: ['import-kinds'], queryFn: () => call(importsApi.kinds, {}), staleTime: Infinity });
  const saying = useMutation({
    mutationFn: async (kind: string) => {
      if (!(await uploadAs(importId, file.file, kind)))
        throw new Error('This page was reloaded since and no longer has the file. Choose it again above, then say what it is.');
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['import', importId] }),
  });
  return (
    <Select
      label={label}
      placeholder="Choose, or leave it out"
      data={(kinds.data ?? []).map(({ kind, title }) => ({ value: kind, label: `${title} (${kind})` }))}
      value={file.kind}
      searchable
      allowDeselect={false}
      disabled={saying.isPending}
      error={saying.error ? problemText(saying.error) : null}
      onChange={(kind) => kind && kind !== file.kind && saying.mutate(kind)}
    />
  );
}
