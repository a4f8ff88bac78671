import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, FileOwner } from '#core/attachments/attachments.contract.ts';
import { cleanFileName } from '#core/shared/file-name.ts';
import { sameNames, tooLarge, type Incoming } from './incoming.ts';
import type { SameChoice, SameNames } from './SameNameDialog.tsx';
import { refuseUpload, startUploads } from './uploads.ts';

/** Takes files that were dropped, pasted or chosen: what is too large is said, what has a known name is asked about. */
export function useIncoming(
  owner: FileOwner,
  { present, limitBytes }: { readonly present: readonly Attachment[]; readonly limitBytes: number },
) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<SameNames | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  function take(files: readonly { readonly file: File; readonly name?: string }[], folders = 0): void {
    setSaid(folders === 0 ? null : t(($) => $.attachments.noFolders, { count: folders }));
    const incoming: Incoming[] = [];
    for (const { file, name = file.name } of files) {
      const refusal = tooLarge(file, limitBytes);
      if (refusal === null) incoming.push({ file, name: cleanFileName(name) });
      else refuseUpload(owner, file, refusal);
    }
    const own = present.filter((file) => file.owner.kind === owner.kind && file.owner.id === owner.id);
    const same = sameNames(incoming, own);
    if (same.size > 0) setAsked({ incoming, same });
    else
      startUploads(
        owner,
        incoming.map((one) => ({ ...one, versionOf: null })),
      );
  }

  function answer(choices: ReadonlyMap<Incoming, SameChoice>): void {
    if (asked === null) return;
    const { incoming, same } = asked;
    startUploads(
      owner,
      incoming.flatMap((one) => {
        const choice = choices.get(one) ?? 'both';
        if (choice === 'skip') return [];
        return [{ ...one, versionOf: choice === 'version' ? (same.get(one)?.id ?? null) : null }];
      }),
    );
    setAsked(null);
  }

  return { take, asked, answer, dismiss: () => setAsked(null), said };
}
