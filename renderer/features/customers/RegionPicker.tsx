import { Combobox, InputBase, useCombobox, type InputBaseProps } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { children, provinces, regionLabel, searchRegions } from '#core/regions/index.ts';
import classes from './customer-form.module.css';

interface RegionPickerProps extends InputBaseProps {
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  readonly onBlur?: () => void;
  readonly 'data-path'?: string;
}

const back = 'back';

/**
 * Province, city, district, one step after the other, each step already a choice; or typed at once, by name or pinyin
 * initials.
 */
export function RegionPicker({ value, onChange, onBlur, ...rest }: RegionPickerProps) {
  const { t } = useTranslation();
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch(null);
    },
    onDropdownOpen: () => combobox.selectFirstOption(),
  });
  /** null: nothing typed. */
  const [search, setSearch] = useState<string | null>(null);
  const [above, setAbove] = useState('');
  const options = useMemo(() => {
    if (search !== null && search.trim() !== '')
      return searchRegions(search, 30).map(({ code, label }) => ({ code, label, further: false }));
    return (above === '' ? provinces() : children(above)).map(({ code, name }) => ({
      code,
      label: name,
      further: children(code).length > 0,
    }));
  }, [search, above]);
  const browsing = search === null || search.trim() === '';

  // Enter takes the best of what is typed.
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (!browsing) selectFirstOption();
  }, [browsing, options, selectFirstOption]);

  const open = () => {
    // Reopened, it shows the neighbours of what is chosen.
    setAbove(value === null ? '' : parentOf(value));
    combobox.openDropdown();
  };
  const pick = (code: string) => {
    if (code === back) {
      setAbove(parentOf(above));
      combobox.resetSelectedOption();
      return;
    }
    onChange(code);
    setSearch(null);
    if (browsing && children(code).length > 0) {
      setAbove(code);
      combobox.resetSelectedOption();
      return;
    }
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={pick} withinPortal>
      <Combobox.Target withExpandedAttribute>
        <InputBase
          {...rest}
          role="combobox"
          aria-expanded={combobox.dropdownOpened}
          aria-controls={combobox.listId ?? undefined}
          autoComplete="off"
          placeholder={value === null ? t(($) => $.customers.form.regionPlaceholder) : regionLabel(value)}
          value={search ?? (value === null ? '' : regionLabel(value))}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
            if (event.currentTarget.value === '') setAbove('');
          }}
          onClick={open}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            combobox.closeDropdown();
            onBlur?.();
          }}
          rightSectionPointerEvents={value === null ? 'none' : 'all'}
          rightSection={
            value === null ? (
              <Combobox.Chevron />
            ) : (
              <Combobox.ClearButton
                aria-label={t(($) => $.customers.form.regionClear)}
                onClear={() => onChange(null)}
              />
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }}>
          {browsing && above !== '' ? (
            <Combobox.Option value={back} className={classes.regionBack}>
              <IconChevronLeft size={14} aria-hidden /> {regionLabel(above)}
            </Combobox.Option>
          ) : null}
          {options.map((option) => (
            <Combobox.Option
              key={option.code}
              value={option.code}
              active={option.code === value}
              className={classes.region}
            >
              <span>{option.label}</span>
              {option.further ? <IconChevronRight size={14} aria-hidden /> : null}
            </Combobox.Option>
          ))}
          {options.length === 0 ? (
            <Combobox.Empty>{t(($) => $.customers.form.regionNone)}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The region one goes back to: the one above, past levels that are never shown. */
function parentOf(code: string): string {
  if (code.length <= 2) return '';
  const city = code.slice(0, -2);
  return city.length === 2 || children(city.slice(0, 2)).some((region) => region.code === city)
    ? city
    : city.slice(0, 2);
}
