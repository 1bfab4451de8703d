import { Alert, Button, Tabs } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { importsApi, type ImportFile } from '#platform/imports/contract.ts';
import { ChangeList } from './ChangeList.tsx';
import { number } from './import-words.ts';
import css from './imports.module.css';
import { KindChoice } from './KindChoice.tsx';
import { IssueList } from './IssueList.tsx';
import { SampleTable } from './SampleTable.tsx';
import { call } from '#web/app/call.ts';
import { takeAnswer } from '#web/app/take-answer.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** One file: what it would change, what is wrong with it, and a few of its rows. */
export function FileDetail({ importId, file }: { importId: string; file: ImportFile }) {
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () => call(importsApi.removeFile, { params: { importId, file: file.file } }),
    onSuccess: (changed) => {
      takeAnswer(client, ['import', importId], changed);
      void client.invalidateQueries({ queryKey: ['import', importId] }); // a file may have arrived meanwhile
    },
  });
  const applied = file.state === 'applied';
  const problems = file.errors + file.warnings;
  return (
    <section className={css.detail} aria-label={file.file}>
      <div className={css.detailHead}>
        <h2>{file.file}</h2>
        {!applied && (
          <Button size="compact-sm" variant="default" loading={removing.isPending} onClick={() => removing.mutate()}>
            Leave this file out
          </Button>
        )}
      </div>
      <ProblemAlert error={removing.error} />
      {file.failure && (
        <Alert color="red" variant="light" m="md" role="alert" title="This file cannot be taken as it is">
          {file.failure}
        </Alert>
      )}
      {file.kind === null && !file.failure && (
        <div className={css.pane}>
          Nobody knows yet what this file is. Say it on the left, or leave the file out; nothing of it is kept before.
        </div>
      )}
      {file.kind !== null && !applied && file.kind !== file.file && (
        <div className={css.taken}>
          <KindChoice importId={importId} file={file} label="Taken for" />
        </div>
      )}
      {file.diff && <Counts diff={file.diff} />}
      {file.kind !== null && (file.diff !== null || problems > 0) && (
        <Tabs defaultValue={file.errors > 0 ? 'problems' : 'changes'} keepMounted={false}>
          <Tabs.List px="xs">
            <Tabs.Tab value="changes">{applied ? 'What changed' : 'What would change'}</Tabs.Tab>
            <Tabs.Tab value="problems">Problems {problems > 0 ? number(problems) : ''}</Tabs.Tab>
            <Tabs.Tab value="sample">First rows</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="changes" className={css.pane}>
            {file.diff && <ChangeList diff={file.diff} applied={applied} />}
          </Tabs.Panel>
          <Tabs.Panel value="problems" className={css.pane}>
            <IssueList importId={importId} file={file} />
          </Tabs.Panel>
          <Tabs.Panel value="sample" className={css.pane}>
            <SampleTable sample={file.sample} />
          </Tabs.Panel>
        </Tabs>
      )}
    </section>
  );
}

function Counts({ diff }: { diff: NonNullable<ImportFile['diff']> }) {
  const counts = [
    ['New', diff.added],
    ['Changed', diff.changed],
    ['Withdrawn', diff.withdrawn],
    ['Unchanged', diff.unchanged],
    ['Not in the file', diff.absent],
  ] as const;
  return (
    <div className={css.counts}>
      {counts.map(([name, count]) => (
        <div key={name} className={css.count}>
          <b data-zero={count === 0 || undefined}>{number(count)}</b>
          <span className={css.quiet}>{name}</span>
        </div>
      ))}
    </div>
  );
}
