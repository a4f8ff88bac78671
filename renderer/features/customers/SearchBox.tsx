import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import page from '../../ui/data-list/list-page.module.css';

const searchAfterMs = 200;

/** What is typed is asked for after a short rest; what was asked before is then called off. */
export function SearchBox({
  value,
  box,
  onSearch,
}: {
  value: string;
  box: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Set from outside (back, clear): follow it.
  if (value !== known) {
    setKnown(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string, soon = false) => {
    setTyped(text);
    clearTimeout(timer.current);
    if (soon) onSearch(text.trim());
    else timer.current = setTimeout(() => onSearch(text.trim()), searchAfterMs);
  };
  return (
    <TextInput
      ref={box}
      className={page.search}
      type="search"
      inputMode="search"
      maxLength={200}
      leftSection={<IconSearch size={16} stroke={1.6} />}
      placeholder={t(($) => $.customers.list.search)}
      aria-label={t(($) => $.customers.list.searchLabel)}
      title={t(($) => $.customers.list.searchLabel)}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') {
          event.stopPropagation();
          type('', true);
        }
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) type(typed, true);
      }}
      rightSection={
        typed === '' ? null : (
          <CloseButton
            size="sm"
            aria-label={t(($) => $.customers.list.clearSearch)}
            onClick={() => type('', true)}
          />
        )
      }
    />
  );
}
