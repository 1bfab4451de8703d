import { VisuallyHidden } from '@mantine/core';
import type { Import, ImportFile } from '#platform/imports/contract.ts';
import { diffText, number, sizeText } from './import-words.ts';
import css from './imports.module.css';
import { KindChoice } from './KindChoice.tsx';
import type { Upload } from './uploads.ts';
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
                {file.kind === null ? 'Not recognised' : `${file.title}, ${number(file.rows)} ${file.rows === 1 ? 'row' : 'rows'}`}
              </span>
              <span className={`${css.quiet} ${css.right}`}>{file.diff ? diffText(file.diff) : ''}</span>
            </button>
            {file.kind === null && (
              <div className={css.unknown}>
                <KindChoice importId={data.importId} file={file} label={`What is ${file.file}?`} />
              </div>
            )}
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
  if (file.failure !== null) return <StatusDot tone="gap">Cannot be read</StatusDot>;
  if (file.state === 'uploaded') return <StatusDot tone="accent">{previewing ? 'Reading' : 'Waiting'}</StatusDot>;
  const problems = file.errors > 0 ? plural(file.errors, 'error') : file.warnings > 0 ? plural(file.warnings, 'warning') : '';
  const tone = file.errors > 0 ? 'gap' : file.warnings > 0 ? 'look' : 'good';
  if (file.state === 'applied') return <StatusDot tone={tone}>{problems ? `Applied, ${problems}` : 'Applied'}</StatusDot>;
  return <StatusDot tone={tone}>{problems || 'Good'}</StatusDot>;
}
