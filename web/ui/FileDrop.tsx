import { Button } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { droppedFiles, isLitter } from './dropped-files.ts';
import css from './FileDrop.module.css';

interface Props {
  title: string;
  children?: ReactNode;
  compact?: boolean;
  busy?: boolean;
  onFiles: (files: File[]) => void;
}

/** A place to drop files or a folder on; the buttons do the same by keyboard. */
export function FileDrop({ title, children, compact = false, busy = false, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (taken: readonly File[]): void => {
    const kept = taken.filter((file) => !isLitter(file.name));
    if (kept.length > 0) onFiles(kept);
  };
  const picked = (event: React.ChangeEvent<HTMLInputElement>): void => {
    take([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = ''; // the same file, mended, can be chosen again
  };
  return (
    <div
      className={css.drop}
      data-compact={compact || undefined}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void droppedFiles(event.dataTransfer).then(take);
      }}
    >
      <div className={css.words}>
        <p className={css.title}>{title}</p>
        {children && <div className={css.note}>{children}</div>}
      </div>
      <div className={css.buttons}>
        <Button variant={compact ? 'default' : 'filled'} loading={busy} onClick={() => files.current?.click()}>
          Choose files
        </Button>
        <Button variant="default" disabled={busy} onClick={() => folder.current?.click()}>
          Choose a folder
        </Button>
      </div>
      <input ref={files} type="file" multiple hidden onChange={picked} aria-label="Files" />
      <input ref={folder} type="file" multiple hidden onChange={picked} aria-label="Folder" {...{ webkitdirectory: '' }} />
    </div>
  );
}
