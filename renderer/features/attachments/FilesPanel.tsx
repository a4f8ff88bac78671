import { Button, FileButton, Group, TextInput } from '@mantine/core';
import { IconPaperclip, IconSearch, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, FileOwner } from '#core/attachments/attachments.contract.ts';
import { foldText } from '#core/shared/text.ts';
import { useFormat } from '../../lib/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SentenceNote } from '../../ui/ErrorNote.tsx';
import { useDrop } from '../../ui/file-drop.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './attachments.module.css';
import { EditFileDialog } from './EditFileDialog.tsx';
import { FileRow } from './FileRow.tsx';
import { droppedFiles, pastedName } from './incoming.ts';
import { useFilesChanged } from './mutations.ts';
import { PreviewDialog } from './PreviewDialog.tsx';
import { fileCountQuery, filesQuery } from './queries.ts';
import { SameNameDialog } from './SameNameDialog.tsx';
import { UploadList } from './UploadList.tsx';
import { shownAt, startUploads, useUploads } from './uploads.ts';
import { previewOf, useFileActions } from './use-file-actions.ts';
import { usePastedFiles } from './use-pasted-files.ts';
import { useIncoming } from './use-incoming.ts';
import { VersionsDialog } from './VersionsDialog.tsx';

/** The tab of the customer page with its figure. */
export function FilesTab({ customerId }: { readonly customerId: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(fileCountQuery(customerId));
  const label = t(($) => $.attachments.title);
  return data === undefined || data.count === 0 ? label : `${label} ${format.count(data)}`;
}

/** From this many files on there is a box to look for one by its name. */
const searchedFrom = 8;

interface FilesPanelProps {
  readonly owner: FileOwner;
  /** Inside another record's drawer: no tab of its own, so it says what it is. */
  readonly titled?: boolean;
  /** Takes what is pasted anywhere on the page; of several panels only one may. */
  readonly pasting?: boolean;
}

/** The files of a record: shown, added by dropping, pasting and choosing, changed. */
export function FilesPanel({ owner, titled = false, pasting = false }: FilesPanelProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(filesQuery(owner));
  const changed = useFilesChanged();
  const [search, setSearch] = useState('');
  const first = query.data?.pages[0];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayAdd = first?.abilities.includes('add') === true;
  const { take, asked, answer, dismiss, said } = useIncoming(owner, {
    present: rows,
    limitBytes: first?.limitBytes ?? Number.POSITIVE_INFINITY,
  });
  const { over, handlers } = useDrop(mayAdd, (data) => {
    const { files, folders } = droppedFiles(data);
    take(
      files.map((file) => ({ file })),
      folders,
    );
  });
  usePastedFiles(mayAdd && pasting, (files) =>
    take(
      files.map((file) => ({
        file,
        name: pastedName(
          file.name,
          t(($) => $.attachments.pasted),
          new Date(),
        ),
      })),
    ),
  );
  // One choice of a file serves both ways: as a file of its own, or as a new version of one.
  const replacing = useRef<Attachment | null>(null);
  const chooseNew = useRef<() => void>(null);
  const { actions, preview, setPreview, edited, setEdited, versions, setVersions } = useFileActions(
    (file) => {
      replacing.current = file;
      chooseNew.current?.();
    },
  );
  // What has arrived leaves the list of uploads: by then it is in the list of files.
  const under = useUploads(({ list }) => list.filter(shownAt(owner)).length);
  const before = useRef(under);
  useEffect(() => {
    if (under < before.current) changed();
    before.current = under;
  }, [under, changed]);

  const key = foldText(search);
  const found =
    key === ''
      ? rows
      : rows.filter(({ name, description }) => foldText(`${name} ${description ?? ''}`).includes(key));
  const previewed = found.filter(({ abilities }) => abilities.includes('open')).map(previewOf);
  const add = (
    <FileButton multiple onChange={(files) => take(files.map((file) => ({ file })))}>
      {(props) => (
        <Button
          {...props}
          variant={titled ? 'default' : 'filled'}
          size={titled ? 'compact-md' : 'sm'}
          leftSection={<IconUpload size={16} stroke={1.6} aria-hidden />}
        >
          {t(($) => $.attachments.add)}
        </Button>
      )}
    </FileButton>
  );
  return (
    <section
      className={classes.panel}
      data-over={over || undefined}
      aria-label={t(($) => $.attachments.title)}
      {...handlers}
    >
      {titled ? <h3 className={classes.heading}>{t(($) => $.attachments.title)}</h3> : null}
      {(mayAdd && rows.length > 0) || rows.length >= searchedFrom ? (
        <Group gap="sm" mb="sm">
          {mayAdd ? add : null}
          {mayAdd && !titled ? <span className={classes.hint}>{t(($) => $.attachments.hint)}</span> : null}
          {rows.length >= searchedFrom ? (
            <TextInput
              className={classes.search}
              size="sm"
              aria-label={t(($) => $.attachments.search)}
              placeholder={t(($) => $.attachments.search)}
              leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          ) : null}
        </Group>
      ) : null}
      {said === null ? null : <SentenceNote>{said}</SentenceNote>}
      <UploadList owner={owner} />
      <QueryView query={query} lines={3}>
        {() =>
          rows.length === 0 ? (
            <Nothing titled={titled} mayAdd={mayAdd} action={mayAdd ? add : null} />
          ) : found.length === 0 ? (
            <p className={classes.none}>{t(($) => $.attachments.noMatch, { text: search })}</p>
          ) : (
            <ul className={classes.rows} aria-label={t(($) => $.attachments.list)}>
              {found.map((file) => (
                <FileRow key={file.id} file={file} owner={owner} actions={actions} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {query.hasNextPage ? (
        <Group justify="center" p="sm">
          <Button
            variant="subtle"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t(($) => $.attachments.more)}
          </Button>
        </Group>
      ) : null}
      {over ? (
        <div className={classes.over} aria-hidden>
          <IconUpload size={28} stroke={1.6} />
          <span>{t(($) => $.attachments.drop)}</span>
        </div>
      ) : null}
      <FileButton
        onChange={(file) => {
          const { current } = replacing;
          if (file !== null && current !== null)
            startUploads(owner, [
              {
                owner: { kind: current.owner.kind, id: current.owner.id },
                file,
                name: file.name,
                versionOf: current.id,
              },
            ]);
        }}
      >
        {({ onClick }) => {
          chooseNew.current = onClick;
          return null;
        }}
      </FileButton>
      <PreviewDialog shown={preview} files={previewed} onShow={setPreview} onClose={() => setPreview(null)} />
      <EditFileDialog file={edited} onClose={() => setEdited(null)} />
      <VersionsDialog
        file={versions}
        onShow={(version) => {
          setVersions(null);
          setPreview(version);
        }}
        onClose={() => setVersions(null)}
      />
      <SameNameDialog asked={asked} onAnswer={answer} onClose={dismiss} />
    </section>
  );
}

interface NothingProps {
  readonly titled: boolean;
  readonly mayAdd: boolean;
  readonly action: React.ReactNode;
}

function Nothing({ titled, mayAdd, action }: NothingProps) {
  const { t } = useTranslation();
  if (titled)
    return (
      <Group gap="sm">
        {action}
        {mayAdd ? null : <p className={classes.none}>{t(($) => $.attachments.empty)}</p>}
      </Group>
    );
  return (
    <EmptyState
      icon={<IconPaperclip size={22} />}
      title={t(($) => $.attachments.empty)}
      text={t(($) => (mayAdd ? $.attachments.emptyText : $.attachments.emptyReadOnly))}
      action={action}
    />
  );
}
