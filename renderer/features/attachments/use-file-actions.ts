import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#core/attachments/attachments.contract.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { notifyUndo } from '../../ui/notify-undo.tsx';
import type { FileActions } from './FileMenu.tsx';
import { useFileMutations, useUnmask } from './mutations.ts';
import type { Previewed } from './PreviewDialog.tsx';

export const previewOf = ({ versionId, name, kind, bytes }: Attachment): Previewed => ({
  versionId,
  name,
  kind,
  bytes,
});

/** What is open of a list of files: a preview, a form, the versions; and what the menus do. */
export function useFileActions(replace: (file: Attachment) => void) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { remove, restore } = useFileMutations();
  const unmask = useUnmask();
  const [preview, setPreview] = useState<Previewed | null>(null);
  const [edited, setEdited] = useState<Attachment | null>(null);
  const [versions, setVersions] = useState<Attachment | null>(null);

  const show = async (file: Attachment) => {
    if (file.abilities.includes('open')) return setPreview(previewOf(file));
    const sure = await confirm({
      title: t(($) => $.attachments.unmask.title),
      text: t(($) => $.attachments.unmask.text),
      action: t(($) => $.attachments.unmask.action),
    });
    if (!sure) return undefined;
    unmask.mutate({ id: file.customerId }, { onSuccess: () => setPreview(previewOf(file)) });
    return undefined;
  };
  // No question: it can be taken back at once, and from the recycle bin.
  const putAway = (file: Attachment) =>
    remove.mutate(
      { id: file.id },
      {
        onSuccess: () =>
          notifyUndo(
            t(($) => $.attachments.done.removed, { name: file.name }),
            t(($) => $.attachments.done.undo),
            () => restore.mutate({ ids: [file.id] }),
          ),
      },
    );
  const actions: FileActions = {
    show: (file) => void show(file),
    edit: setEdited,
    versions: setVersions,
    replace,
    remove: putAway,
  };
  return { actions, preview, setPreview, edited, setEdited, versions, setVersions };
}
