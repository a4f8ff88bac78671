import { Button, Modal, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hit, Preview } from '#core/protection/protection.contract.ts';
import type { ProtectionFigures } from '#core/settings/settings.contract.ts';
import { useFallsBackWords } from '../../lib/falls-back.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { useProtectionMutations } from './mutations.ts';
import classes from './protection.module.css';

interface PreviewDialogProps {
  readonly preview: Preview | null;
  readonly question: { readonly figures: ProtectionFigures; readonly holdsFrom: string };
  readonly onClose: () => void;
  readonly actions: ReactNode;
}

/** Whom the rules would hit, before they are saved (spec §3.4). */
export function PreviewDialog({ preview, question, onClose, actions }: PreviewDialogProps) {
  const { t } = useTranslation();
  // The last answer stays while the dialog closes.
  const [shown, setShown] = useState(preview);
  if (preview !== null && preview !== shown) setShown(preview);
  return (
    <Modal
      opened={preview !== null}
      onClose={onClose}
      title={t(($) => $.protection.preview.title)}
      size="44rem"
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : <Hits key={JSON.stringify(question)} preview={shown} question={question} />}
      {actions}
    </Modal>
  );
}

function Hits({ preview, question }: { preview: Preview; question: PreviewDialogProps['question'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const { why } = useFallsBackWords();
  const [more, setMore] = useState<{ rows: readonly Hit[]; next: number | null } | null>(null);
  const mutations = useProtectionMutations();
  const rows = [...preview.rows, ...(more?.rows ?? [])];
  const next = more === null ? preview.next : more.next;
  const day = format.day(question.holdsFrom);
  return (
    <div className={classes.preview}>
      <Text>
        {preview.hits === 0
          ? t(($) => $.protection.preview.none, { day })
          : t(($) => $.protection.preview.hits, {
              day,
              count: preview.hits,
              number: format.number(preview.hits),
            })}
      </Text>
      <Text size="sm" c="dimmed">
        {t(($) => $.protection.preview.soon, { count: preview.soon, number: format.number(preview.soon) })}
      </Text>
      {preview.owners.length === 0 ? null : (
        <ul className={classes.owners} aria-label={t(($) => $.protection.preview.owners)}>
          {preview.owners.map(({ ownerId, hits }) => (
            <li key={ownerId}>
              {nameOf(ownerId)} <strong>{format.number(hits)}</strong>
            </li>
          ))}
        </ul>
      )}
      {rows.length === 0 ? null : (
        <div
          className={classes.hits}
          tabIndex={0}
          role="region"
          aria-label={t(($) => $.protection.preview.list)}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{t(($) => $.customers.fields.name)}</th>
                <th scope="col">{t(($) => $.customers.fields.owner)}</th>
                <th scope="col">{t(($) => $.protection.preview.rule)}</th>
                <th scope="col">{t(($) => $.protection.preview.on)}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((hit) => (
                <tr key={hit.id}>
                  <td>{hit.name}</td>
                  <td>{nameOf(hit.ownerId)}</td>
                  <td>{why(hit.fallsBack.rule, hit.fallsBack.days)}</td>
                  <td>{format.day(hit.fallsBack.on)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {next === null ? null : (
            <Button
              fullWidth
              variant="subtle"
              loading={mutations.preview.isPending}
              onClick={() =>
                mutations.preview.mutate(
                  { ...question, after: next },
                  {
                    onSuccess: (page) =>
                      setMore({ rows: [...(more?.rows ?? []), ...page.rows], next: page.next }),
                  },
                )
              }
            >
              {t(($) => $.protection.preview.more)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
