import { Kbd, Loader, Modal, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { askToLog } from '../lib/to-log.ts';
import type { Command } from './commands.ts';
import type { PageEntry } from './navigation.ts';
import classes from './quick-search.module.css';
import { useQuickHits, type Hit } from './quick-hits.ts';

interface QuickSearchProps {
  readonly commands: readonly Command[];
  readonly pages: readonly PageEntry[];
  readonly onClose: () => void;
}

/** One box for customers, pages and commands, by name, number, phone, pinyin and initials; what was used last stands first. */
export function QuickSearch({ commands, pages, onClose }: QuickSearchProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const [marked, setMarked] = useState(0);
  const { groups, hits, searching, open } = useQuickHits({ text: text.trim(), asked, commands, pages });
  const active = Math.min(marked, Math.max(0, hits.length - 1));

  const choose = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onClose();
    open(hit);
  };
  /** Straight into the form of an interaction, without the customer's page. */
  const log = (hit: Hit | undefined) => {
    if (hit === undefined || !('customer' in hit.target) || hit.target.mayLog !== true) return;
    onClose();
    askToLog({ id: hit.target.customer, name: hit.label });
  };
  const move = (by: number) => {
    if (hits.length === 0) return;
    const next = (active + by + hits.length) % hits.length;
    setMarked(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const hitAt = (event: SyntheticEvent): number => {
    const { target } = event;
    const option = target instanceof Element ? target.closest<HTMLElement>('[data-hit]') : null;
    return option === null ? -1 : Number(option.dataset.hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and arrows belong to the input method while it composes pinyin.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) log(hits[active]);
    else if (event.key === 'Enter') choose(hits[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="36rem"
      yOffset="8vh"
      attributes={{ content: { 'aria-label': t(($) => $.common.search.title) } }}
    >
      <div className={classes.head}>
        <IconSearch size={18} stroke={1.8} aria-hidden="true" />
        <input
          data-autofocus
          className={classes.input}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setMarked(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={t(($) => $.common.search.placeholder)}
          aria-label={t(($) => $.common.search.title)}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={hits.length > 0 ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          spellCheck={false}
          maxLength={200}
        />
        {searching && <Loader size={16} aria-hidden="true" />}
      </div>
      <div
        className={classes.list}
        id={listId}
        role="listbox"
        tabIndex={-1}
        aria-label={t(($) => $.common.search.results)}
        onKeyDown={onKeyDown}
        // The focus stays in the field, as the pattern of a combobox asks.
        onMouseDown={(event) => event.preventDefault()}
        onPointerMove={(event) => {
          const at = hitAt(event);
          if (at >= 0) setMarked(at);
        }}
        onClick={(event) => choose(hits[hitAt(event)])}
      >
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={classes.groupTitle} aria-hidden="true">
              {group.title}
            </div>
            {group.hits.map((hit) => {
              const own = hits.indexOf(hit);
              return (
                <div
                  key={hit.key}
                  id={`${listId}-${own}`}
                  role="option"
                  aria-selected={own === active}
                  className={classes.hit}
                  data-hit={own}
                >
                  <hit.icon size={18} stroke={1.5} className={classes.icon} aria-hidden="true" />
                  <span className={classes.label}>{hit.label}</span>
                  <span className={classes.hint}>{hit.hint}</span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {hits.length === 0 && text.trim() !== '' && !searching && (
        <div className={classes.nothing}>
          <div>{t(($) => $.common.search.nothing, { text: text.trim() })}</div>
          <div className={classes.hint}>{t(($) => $.common.search.nothingHint)}</div>
        </div>
      )}
      <VisuallyHidden component="output">
        {t(($) => $.common.search.count, { count: hits.length })}
      </VisuallyHidden>
      <div className={classes.foot} aria-hidden="true">
        <span>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t(($) => $.common.search.hintMove)}
        </span>
        <span>
          <Kbd size="xs">Enter</Kbd> {t(($) => $.common.search.hintOpen)}
        </span>
        <span>
          <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd> {t(($) => $.common.search.hintLog)}
        </span>
        <span>
          <Kbd size="xs">Esc</Kbd> {t(($) => $.common.search.hintClose)}
        </span>
      </div>
    </Modal>
  );
}
