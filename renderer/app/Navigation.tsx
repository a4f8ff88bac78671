import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './frame.module.css';
import type { PageEntry } from './navigation.ts';

interface NavigationProps {
  readonly pages: readonly PageEntry[];
  readonly officeName: string;
  readonly folded: boolean;
  readonly onFold: () => void;
}

const groups = ['customers', 'administration'] as const;

/** The pages open to the person, at the left; folded it shows icons with their names as hints. */
export function Navigation({ pages, officeName, folded, onFold }: NavigationProps) {
  const { t } = useTranslation();
  const foldLabel = t(($) => (folded ? $.common.nav.unfold : $.common.nav.fold));
  const FoldIcon = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes.nav} aria-label={t(($) => $.common.nav.label)}>
      <div className={classes.brand} title={officeName}>
        <img src="/kechi.svg" alt="" width={22} height={22} />
        {!folded && <span className={classes.brandName}>{officeName}</span>}
      </div>
      <div className={classes.links}>
        {groups.map((group, index) => {
          const own = pages.filter((page) => page.group === group);
          if (own.length === 0) return null;
          const title = t(($) => $.common.nav[group]);
          return (
            <div key={group}>
              {folded ? (
                index > 0 && <div className={classes.divider} />
              ) : (
                <div className={classes.groupTitle} id={`nav-${group}`}>
                  {title}
                </div>
              )}
              <ul className={classes.group} aria-label={title}>
                {own.map((page) => (
                  <li key={page.key}>
                    <PageLink page={page} folded={folded} />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
      <div className={classes.fold}>
        <Tooltip label={foldLabel} position="right" disabled={!folded}>
          <UnstyledButton
            className={classes.link}
            onClick={onFold}
            aria-label={foldLabel}
            aria-expanded={!folded}
          >
            <FoldIcon size={18} stroke={1.6} />
            {!folded && foldLabel}
          </UnstyledButton>
        </Tooltip>
      </div>
    </nav>
  );
}

function PageLink({ page, folded }: { readonly page: PageEntry; readonly folded: boolean }) {
  const { t } = useTranslation();
  const label = t(($) => $.common.nav[page.key]);
  const PageIcon = page.icon;
  return (
    <Tooltip label={label} position="right" disabled={!folded} openDelay={150}>
      <Link
        to={page.to}
        className={classes.link}
        activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        aria-label={folded ? label : undefined}
      >
        <PageIcon size={18} stroke={1.6} />
        {!folded && label}
      </Link>
    </Tooltip>
  );
}
