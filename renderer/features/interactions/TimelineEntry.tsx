import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconDots, IconMessagePlus, IconPaperclip, IconPencil, IconTrash } from '@tabler/icons-react';
import { createContext, use, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { CustomerLink } from './CustomerLink.tsx';
import { channelIcons } from './channels.tsx';
import { CommentField } from './CommentField.tsx';
import { useInteractionMutations } from './mutations.ts';
import classes from './timeline.module.css';
import { notifyUndo } from '../../ui/notify-undo.tsx';

/** The files of an interaction: another feature shows them, a screen puts it here. */
export const EntryFiles = createContext<(interaction: Interaction) => ReactNode>(() => null);

interface TimelineEntryProps {
  readonly interaction: Interaction;
  readonly across: boolean;
  /** No heading says the day. */
  readonly dated?: boolean;
  readonly onEdit: () => void;
}

/** Texts longer than this are cut until somebody wants the whole of them. */
const longText = { lines: 8, characters: 600 };
const isLong = (text: string): boolean =>
  text.length > longText.characters || text.split('\n').length > longText.lines;
const clock = (iso: string): string => {
  const date = new Date(iso);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
};

/** One interaction: how, when, who with whom, what was said, what came of it, and what was added later. */
export function TimelineEntry({ interaction, across, dated = false, onEdit }: TimelineEntryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const [whole, setWhole] = useState(false);
  const [commenting, setCommenting] = useState(false);
  const [filing, setFiling] = useState(false);
  const filesOf = use(EntryFiles);
  const { channel, text, contacts, comments, statusBefore, statusAfter } = interaction;
  const ChannelIcon = channelIcons[channel];
  const long = isLong(text);
  return (
    <li className={classes.entry}>
      <span className={classes.icon} title={t(($) => $.interactions.channels[channel])}>
        <ChannelIcon size={16} stroke={1.6} aria-hidden />
      </span>
      <div className={classes.body}>
        <div className={classes.head}>
          <strong className={classes.who}>{nameOf(interaction.personId)}</strong>
          <span>{t(($) => $.interactions.channels[channel])}</span>
          {across ? <CustomerLink id={interaction.customerId} name={interaction.customerName} /> : null}
          <time dateTime={interaction.happenedAt} title={format.full(interaction.happenedAt)}>
            {dated ? format.instant(interaction.happenedAt) : clock(interaction.happenedAt)}
          </time>
          {interaction.createdBy === interaction.personId ? null : (
            <span className={classes.dim}>
              {t(($) => $.interactions.timeline.loggedBy, { name: nameOf(interaction.createdBy) })}
            </span>
          )}
          <span className={classes.space} />
          <EntryMenu
            interaction={interaction}
            onEdit={onEdit}
            onComment={() => setCommenting(true)}
            onFiles={() => setFiling(true)}
          />
        </div>
        {interaction.subject === null ? null : <div className={classes.subject}>{interaction.subject}</div>}
        <p className={classes.text} data-cut={(long && !whole) || undefined}>
          {text}
        </p>
        {long ? (
          <UnstyledButton className={classes.whole} aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {t(($) => (whole ? $.interactions.timeline.less : $.interactions.timeline.whole))}
          </UnstyledButton>
        ) : null}
        {interaction.result === null ? null : (
          <div className={classes.line}>
            {t(($) => $.interactions.timeline.result, { text: interaction.result ?? '' })}
          </div>
        )}
        {contacts.length === 0 ? null : (
          <div className={classes.line}>
            {t(($) => $.interactions.timeline.with, { names: format.list(contacts.map(({ name }) => name)) })}
          </div>
        )}
        {statusBefore === null || statusAfter === null ? null : (
          <div className={classes.line}>
            {t(($) => $.interactions.timeline.status, {
              before: t(($) => $.customers.statuses[statusBefore]),
              after: t(($) => $.customers.statuses[statusAfter]),
            })}
          </div>
        )}
        {comments.length === 0 ? null : (
          <ul className={classes.comments} aria-label={t(($) => $.interactions.timeline.comments)}>
            {comments.map((comment) => (
              <li key={comment.id}>
                <span className={classes.commentHead}>
                  {nameOf(comment.personId)} · {format.instant(comment.createdAt)}
                </span>
                <p className={classes.text}>{comment.text}</p>
              </li>
            ))}
          </ul>
        )}
        {interaction.files === 0 ? null : (
          <UnstyledButton className={classes.files} aria-expanded={filing} onClick={() => setFiling(!filing)}>
            <IconPaperclip size={14} stroke={1.6} aria-hidden />
            {t(($) => $.interactions.timeline.files, { count: interaction.files })}
          </UnstyledButton>
        )}
        {filing ? filesOf(interaction) : null}
        {commenting ? <CommentField id={interaction.id} onDone={() => setCommenting(false)} /> : null}
      </div>
    </li>
  );
}

interface EntryMenuProps {
  readonly interaction: Interaction;
  readonly onEdit: () => void;
  readonly onComment: () => void;
  readonly onFiles: () => void;
}

function EntryMenu({ interaction, onEdit, onComment, onFiles }: EntryMenuProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { remove, restore } = useInteractionMutations();
  const { abilities, id } = interaction;
  if (abilities.length === 0) return null;
  const putAway = async () => {
    const sure = await confirm({
      title: t(($) => $.interactions.timeline.removeTitle),
      text: t(($) => $.interactions.timeline.removeText),
      action: t(($) => $.interactions.timeline.remove),
      danger: true,
    });
    if (!sure) return;
    // Whoever removed their own may also take it back at once.
    const undo = abilities.includes('edit') ? () => restore.mutate({ ids: [id] }) : null;
    remove.mutate(
      { id },
      {
        onSuccess: () =>
          notifyUndo(
            t(($) => $.interactions.done.removed),
            t(($) => $.interactions.done.undo),
            undo,
          ),
      },
    );
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={t(($) => $.interactions.timeline.menu)}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {abilities.includes('comment') ? (
          <Menu.Item leftSection={<IconMessagePlus size={16} stroke={1.6} />} onClick={onComment}>
            {t(($) => $.interactions.timeline.comment)}
          </Menu.Item>
        ) : null}
        {abilities.includes('comment') ? (
          <Menu.Item leftSection={<IconPaperclip size={16} stroke={1.6} />} onClick={onFiles}>
            {t(($) => $.interactions.timeline.addFiles)}
          </Menu.Item>
        ) : null}
        {abilities.includes('edit') ? (
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={onEdit}>
            {t(($) => $.interactions.timeline.edit)}
          </Menu.Item>
        ) : null}
        {abilities.includes('remove') ? (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} stroke={1.6} />}
            onClick={() => void putAway()}
          >
            {t(($) => $.interactions.timeline.remove)}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
