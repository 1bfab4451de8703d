import { Select, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { importsApi, type Import, type ImportFile } from '#platform/imports/contract.ts';
import { diffText, number, sizeText } from './import-words.ts';
import css from './imports.module.css';
import { uploadAs, type Upload } from './uploads.ts';
import { call } from '#web/app/call.ts';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { plural } from '#web/ui/time-text.ts';

interface Props {
  data: Import;
  uploads: readonly Upload[];
  chosen: string | null;
  onChoose: (file: string) => void;
  previewing: boolean;
  applying: boolean;
}

/** The files in the order in which they are applied; those on their way below them. */
export function FileList({ data, uploads, chosen, onChoose, previewing, applying }: Props) {
  const here = new Set(data.files.map((file) => file.file));
  const coming = uploads.filter((upload) => upload.state !== 'done' && (upload.state === 'failed' || !here.has(upload.name)));
  const next = data.files.find((file) => file.kind !== null && file.state === 'previewed')?.file;
  return (
    <>
      <ol className={css.files} aria-label="Files, in the order in which they are applied">
        {data.files.map((file) => (
          <li key={file.file} className={css.file}>
            <button type="button" className={css.pick} aria-current={file.file === chosen} onClick={() => onChoose(file.file)}>
              <span className={`${css.fileName} truncate`}>{file.file}</span>
              <span className={css.right}>
                <FileState file={file} previewing={previewing} applying={applying && file.file === next} />
              </span>
              <span className={`${css.quiet} truncate`}>
                {file.kind === null
                  ? `Not recognised, ${sizeText(file.bytes)}`
                  : `${file.title}, ${number(file.rows)} ${file.rows === 1 ? 'row' : 'rows'}`}
              </span>
              <span className={`${css.quiet} ${css.right}`}>{file.diff ? diffText(file.diff) : ''}</span>
            </button>
            {file.kind === null && <KindChoice importId={data.importId} file={file} />}
          </li>
        ))}
        {coming.map((upload) => (
          <li key={upload.name} className={css.file}>
            <div className={css.pick}>
              <span className={`${css.fileName} truncate`}>{upload.name}</span>
              <span className={css.right}>
                {upload.state === 'failed' ? (
                  <StatusDot tone="gap">Not sent</StatusDot>
                ) : (
                  <StatusDot tone="accent">{upload.state === 'sending' ? 'Sending' : 'Waiting'}</StatusDot>
                )}
              </span>
              <span className={css.quiet}>{upload.state === 'failed' ? problemText(upload.error) : sizeText(upload.bytes)}</span>
              <span className={`${css.quiet} ${css.right}`}>{upload.state === 'sending' ? `${Math.round(upload.sent * 100)}%` : ''}</span>
            </div>
            <div className={css.bar} aria-hidden="true">
              <span style={{ width: `${upload.sent * 100}%` }} />
            </div>
          </li>
        ))}
      </ol>
      <VisuallyHidden role="status">{previewing ? 'Reading the files' : `${plural(data.files.length, 'file')} read`}</VisuallyHidden>
    </>
  );
}

function FileState({ file, previewing, applying }: { file: ImportFile; previewing: boolean; applying: boolean }) {
  if (applying) return <StatusDot tone="accent">Applying</StatusDot>;
  if (file.kind === null) return <StatusDot tone="look">Say what it is</StatusDot>;
  if (file.state === 'failed') return <StatusDot tone="gap">Cannot be read</StatusDot>;
  if (file.state === 'uploaded') return <StatusDot tone="accent">{previewing ? 'Reading' : 'Waiting'}</StatusDot>;
  if (file.errors > 0) return <StatusDot tone="gap">{`${number(file.errors)} ${file.errors === 1 ? 'error' : 'errors'}`}</StatusDot>;
  if (file.warnings > 0)
    return <StatusDot tone="look">{`${number(file.warnings)} ${file.warnings === 1 ? 'warning' : 'warnings'}`}</StatusDot>;
  return <StatusDot tone="good">{file.state === 'applied' ? 'Applied' : 'Good'}</StatusDot>;
}

/** The server keeps nothing of a file that it does not know, so the file is sent again with what it is. */
function KindChoice({ importId, file }: { importId: string; file: ImportFile }) {
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
    <div className={css.unknown}>
      <Select
        label={`What is ${file.file}?`}
        placeholder="Choose, or leave it out"
        data={(kinds.data ?? []).map(({ kind, title }) => ({ value: kind, label: `${title} (${kind})` }))}
        searchable
        disabled={saying.isPending}
        error={saying.error ? problemText(saying.error) : null}
        onChange={(kind) => kind && saying.mutate(kind)}
      />
    </div>
  );
}
