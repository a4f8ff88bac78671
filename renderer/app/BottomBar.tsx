import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './frame.module.css';
import type { PageEntry, PageKey } from './navigation.ts';

/** Pages whose name is too long for a fifth of a phone's width. */
const shortNames: Partial<Record<PageKey, 'mineShort' | 'poolShort' | 'importShort' | 'recycleBinShort'>> = {
  mine: 'mineShort',
  pool: 'poolShort',
  import: 'importShort',
  recycleBin: 'recycleBinShort',
};

/** What stands in the bar itself where not all fit. */
const foremost: readonly PageKey[] = ['today', 'mine', 'pool'];

/** The navigation of a phone: the first pages, and a sheet with all of them. */
export function BottomBar({ pages }: { readonly pages: readonly PageEntry[] }) {
  const { t } = useTranslation();
  const [open, sheet] = useDisclosure(false);
  const preferred = pages.filter(({ key }) => foremost.includes(key));
  const direct = pages.length <= 4 ? pages : preferred.length === 0 ? pages.slice(0, 3) : preferred;

  return (
    <nav className={classes.bottom} aria-label={t(($) => $.common.nav.phone)}>
      {direct.map((page) => (
        <Link
          key={page.key}
          to={page.to}
          className={classes.bottomLink}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          <page.icon size={20} stroke={1.6} />
          <span className={classes.bottomName}>
            {t(($) => $.common.nav[shortNames[page.key] ?? page.key])}
          </span>
        </Link>
      ))}
      <UnstyledButton className={classes.bottomLink} onClick={sheet.open} aria-haspopup="dialog">
        <IconDots size={20} stroke={1.6} />
        <span className={classes.bottomName}>{t(($) => $.common.more)}</span>
      </UnstyledButton>
      <Drawer
        opened={open}
        onClose={sheet.close}
        position="bottom"
        size="auto"
        styles={{
          inner: { alignItems: 'flex-end' },
          content: { height: 'auto', flex: '0 0 auto', width: '100%' },
        }}
        title={t(($) => $.common.nav.moreTitle)}
        closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      >
        <ul className={classes.sheet}>
          {pages.map((page) => (
            <li key={page.key}>
              <Link to={page.to} className={classes.sheetLink} onClick={sheet.close}>
                <page.icon size={22} stroke={1.5} />
                {t(($) => $.common.nav[page.key])}
              </Link>
            </li>
          ))}
          <li>
            <Link to="/me" className={classes.sheetLink} onClick={sheet.close}>
              <IconUserCircle size={22} stroke={1.5} />
              {t(($) => $.common.nav.me)}
            </Link>
          </li>
        </ul>
      </Drawer>
    </nav>
  );
}
