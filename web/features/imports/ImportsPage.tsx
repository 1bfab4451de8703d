import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { importsApi } from '#platform/imports/contract.ts';
import { ExpectedFiles } from './ExpectedFiles.tsx';
import { ImportHistory } from './ImportHistory.tsx';
import { upload } from './uploads.ts';
import { call } from '#web/app/call.ts';
import { FileDrop } from '#web/ui/FileDrop.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** Where the hospital's own files come in. */
export function ImportsPage() {
  const navigate = useNavigate();
  const kinds = useQuery({ queryKey: ['import-kinds'], queryFn: () => call(importsApi.kinds, {}), staleTime: Infinity });
  const beginning = useMutation({
    mutationFn: async (files: readonly File[]) => ({ made: await call(importsApi.create, {}), files }),
    onSuccess: ({ made, files }) => {
      void upload(made.importId, files);
      void navigate({ to: '/imports/$importId', params: { importId: made.importId } });
    },
  });
  return (
    <>
      <PageHeader title="Import files" note="Nothing changes until you have seen what would." />
      <FileDrop title="Drop your files or a whole folder here" busy={beginning.isPending} onFiles={(files) => beginning.mutate(files)}>
        Each is recognised by its name. A small hospital needs four CSV files and a calendar (.ics); the same file again changes nothing.
      </FileDrop>
      <ProblemAlert error={beginning.error} title="The import could not be opened" />
      <ImportHistory />
      {kinds.data && <ExpectedFiles kinds={kinds.data} />}
    </>
  );
}
