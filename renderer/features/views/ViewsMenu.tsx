import { Button, Menu, Text } from '@mantine/core';
import {
  IconBookmark,
  IconBookmarkFilled,
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconHome,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canonicalJson } from '#core/shared/canonical-json.ts';
import type { SavedView, ViewList } from '#core/views/views.contract.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useMe } from '../../lib/session.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { useViewMutations } from './mutations.ts';
import { ViewDialog, type ViewContent } from './ViewDialog.tsx';
import classes from './views.module.css';

interface ViewsMenuProps {
  readonly list: ViewList;
  readonly views: readonly SavedView[];
  readonly active: SavedView | null;
  /** What the list asks and shows now. */
  readonly content: ViewContent;
  readonly narrow: boolean;
  /** null: the list without any view. */
  readonly onOpen: (view: SavedView | null) => void;
}

const icon = { size: 16, stroke: 1.6 } as const;

/** The saved views of a list (常用查询): open one, keep what the list shows as one, change, remove. */
export function ViewsMenu({ list, views, active, content, narrow, onOpen }: ViewsMenuProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const me = useMe();
  const confirm = useConfirm();
  const { update, remove, setDefault } = useViewMutations();
  const [asked, setAsked] = useState<{ view: SavedView | null; content: ViewContent } | null>(null);
  const changed =
    active !== null &&
    canonicalJson({ question: active.question, layout: active.layout }) !== canonicalJson(content);
  const edits = active?.abilities.includes('edit') === true;
  const save = (view: SavedView) => {
    const { id, version, name, everyone } = view;
    update.mutate(
      { id, version, name, everyone, ...content },
      { onSuccess: () => notifyDone(t(($) => $.views.saved, { name })) },
    );
  };
  const askRemove = async (view: SavedView) => {
    const sure = await confirm({
      title: t(($) => $.views.removeTitle, { name: view.name }),
      text: t(($) => (view.everyone ? $.views.removeEveryone : $.views.removeText)),
      action: t(($) => $.views.remove),
      danger: true,
    });
    if (!sure) return;
    const onSuccess = () => {
      notifyDone(t(($) => $.views.removed, { name: view.name }));
      onOpen(null);
    };
    remove.mutate({ id: view.id, version: view.version }, { onSuccess });
  };
  const label = active === null ? t(($) => $.views.title) : active.name;
  const Bookmark = active === null ? IconBookmark : IconBookmarkFilled;
  /** On a phone no more than the sign, in the middle as on its neighbours. */
  const bare = narrow && active === null;
  return (
    <>
      <Menu position="bottom-start" width={300} shadow="md" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            className={classes.target}
            aria-label={active === null ? label : `${t(($) => $.views.title)} ${label}`}
            {...(bare && { px: 10 })}
            leftSection={bare ? null : <Bookmark {...icon} />}
            rightSection={narrow ? null : <IconChevronDown size={14} stroke={1.6} />}
          >
            {bare ? <Bookmark {...icon} /> : <span className={classes.name}>{label}</span>}
            {changed ? <span className={classes.changed}>{t(($) => $.views.changed)}</span> : null}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 ? (
            <Text fz="sm" c="dimmed" px="sm" py={6}>
              {t(($) => $.views.empty)}
            </Text>
          ) : null}
          <div className={classes.views}>
            {views.map((view) => (
              <Menu.Item
                key={view.id}
                leftSection={
                  view.id === active?.id ? <IconCheck {...icon} /> : <span className={classes.gap} />
                }
                rightSection={
                  <span className={classes.marks}>
                    {view.isDefault ? <IconHome {...icon} aria-label={t(($) => $.views.isDefault)} /> : null}
                    {view.everyone ? <IconUsers {...icon} aria-label={t(($) => $.views.everyone)} /> : null}
                  </span>
                }
                onClick={() => onOpen(view)}
              >
                <span className={classes.item}>{view.name}</span>
                {view.authorId === me.id ? null : (
                  <Text span fz="xs" c="dimmed">
                    {t(($) => $.views.by, { name: nameOf(view.authorId) })}
                  </Text>
                )}
              </Menu.Item>
            ))}
          </div>
          <Menu.Divider />
          {active === null ? null : (
            <Menu.Item leftSection={<span className={classes.gap} />} onClick={() => onOpen(null)}>
              {t(($) => $.views.none)}
            </Menu.Item>
          )}
          {changed && edits ? (
            <Menu.Item leftSection={<IconDeviceFloppy {...icon} />} onClick={() => save(active)}>
              {t(($) => $.views.save)}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => setAsked({ view: null, content })}>
            {t(($) => (active === null ? $.views.saveNew : $.views.saveAs))}
          </Menu.Item>
          {active === null ? null : (
            <>
              <Menu.Item
                leftSection={<IconHome {...icon} />}
                onClick={() => setDefault.mutate({ list, id: active.isDefault ? null : active.id })}
              >
                {t(($) => (active.isDefault ? $.views.unsetDefault : $.views.setDefault))}
              </Menu.Item>
              {edits ? (
                <>
                  <Menu.Item
                    leftSection={<IconPencil {...icon} />}
                    onClick={() =>
                      setAsked({
                        view: active,
                        content: { question: active.question, layout: active.layout },
                      })
                    }
                  >
                    {t(($) => $.views.edit)}
                  </Menu.Item>
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash {...icon} />}
                    onClick={() => void askRemove(active)}
                  >
                    {t(($) => $.views.remove)}
                  </Menu.Item>
                </>
              ) : null}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ViewDialog
        list={list}
        asked={asked}
        onClose={() => setAsked(null)}
        onSaved={(view) => {
          if (asked?.view === null) onOpen(view);
        }}
      />
    </>
  );
}
