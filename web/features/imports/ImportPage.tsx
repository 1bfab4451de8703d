import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { importsApi } from '#platform/imports/contract.ts';
import { ApplyBar } from './ApplyBar.tsx';
import { Assumptions } from './Assumptions.tsx';
import { FileDetail } from './FileDetail.tsx';
import { FileList } from './FileList.tsx';
import { ImportDone } from './ImportDone.tsx';
import css from './imports.module.css';
import { upload, useUploads } from './uploads.ts';
import { call } from '#web/app/call.ts';
import { takeAnswer } from '#web/app/take-answer.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { FileDrop } from '#web/ui/FileDrop.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';

/** One import: its files, what each would change and what is wrong with it, then the act. */
export function ImportPage() {
  const { importId = '' } = useParams({ strict: false }) as { importId?: string };
  const client = useQueryClient();
  const uploads = useUploads(importId);
  const detail = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const key = ['import', importId];
  const params = { importId };
  const keep = {
    onSuccess: (changed: unknown) => {
      takeAnswer(client, key, changed);
      void client.invalidateQueries({ queryKey: key }); // a file may have arrived meanwhile
    },
  };

  const applying = useMutation({
    mutationFn: () => call(importsApi.apply, { params }),
    ...keep,
    onSettled: () => client.invalidateQueries(), // an import may change what any page shows
  });
  const current = useQuery({
    queryKey: key,
    queryFn: () => call(importsApi.get, { params }),
    refetchInterval: applying.isPending ? 700 : false, // files turn to applied one by one
  });
  const previewing = useMutation({ mutationFn: () => call(importsApi.preview, { params }), ...keep });

  const sending = uploads.some(({ state }) => state === 'waiting' || state === 'sending');
  const arrived = uploads.filter(({ state }) => state === 'done').length;
  const waiting = current.data?.files.some((file) => file.kind !== null && file.state === 'uploaded') ?? false;
  const { refetch } = current;
  const { mutate: preview, isPending: isPreviewing, isError: hasFailed } = previewing;
  useEffect(() => {
    if (arrived > 0) void refetch();
  }, [arrived, refetch]);
  // The dry run needs no asking: it changes nothing, and everybody wants to see it.
  useEffect(() => {
    if (waiting && !sending && !isPreviewing && !hasFailed) preview();
  }, [waiting, sending, isPreviewing, hasFailed, preview]);

  const data = current.data;
  const shown = data?.files.find((file) => file.file === chosen) ?? data?.files.find((file) => file.errors > 0) ?? data?.files[0];
  const done = data?.state === 'applied';
  const choose = (file: string): void => {
    setChosen(file);
    // On a narrow screen the detail is below the list, out of sight.
    if (matchMedia('(max-width: 960px)').matches) requestAnimationFrame(() => detail.current?.scrollIntoView());
  };
  return (
    <>
      <PageHeader
        title="Import files"
        note={
          data && (
            <>
              Opened by {data.createdBy}, <TimeText at={data.createdAt} />
            </>
          )
        }
        actions={data?.state === 'open' && <Discard importId={importId} />}
      />
      <ProblemAlert error={current.error} title="This import could not be read" onRetry={() => void current.refetch()} />
      {data && done && <ImportDone data={data} />}
      {data && !done && (
        <FileDrop compact title="Drop more files here" busy={applying.isPending} onFiles={(files) => void upload(importId, files)}>
          A file of the same name takes the place of the earlier one.
        </FileDrop>
      )}
      <ProblemAlert error={previewing.error} title="The dry run did not finish" onRetry={() => preview()} />
      <ProblemAlert error={applying.error} title="Not everything was applied" onRetry={() => applying.mutate()} />
      {data && (data.files.length > 0 || uploads.length > 0) && (
        <div className={css.wizard}>
          <div>
            <FileList
              data={data}
              uploads={uploads}
              chosen={shown?.file ?? null}
              onChoose={choose}
              previewing={isPreviewing}
              applying={applying.isPending}
            />
            <Assumptions lines={data.assumptions} />
          </div>
          {shown && (
            <div ref={detail} className={css.cell}>
              <FileDetail key={`${shown.file} ${shown.state}`} importId={importId} file={shown} />
            </div>
          )}
        </div>
      )}
      {data && !done && data.files.length > 0 && (
        <ApplyBar data={data} busy={sending || isPreviewing} applying={applying.isPending} onApply={() => applying.mutate()} />
      )}
    </>
  );
}

function Discard({ importId }: { importId: string }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const discarding = useMutation({
    mutationFn: () => call(importsApi.discard, { params: { importId } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports'] });
      await navigate({ to: '/imports' });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Discard
      </Button>
      <ConfirmDialog
        opened={asking}
        title="Discard this import?"
        confirm="Discard"
        danger
        busy={discarding.isPending}
        error={discarding.error}
        onConfirm={() => discarding.mutate()}
        onClose={() => setAsking(false)}
      >
        The uploaded files are thrown away. Nothing of them was applied, so nothing else changes.
      </ConfirmDialog>
    </>
  );
}
