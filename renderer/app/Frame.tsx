import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { setAppearance, useAppearance } from '../lib/appearance.ts';
import { keepLastPage } from '../lib/last-page.ts';
import { lockSession } from '../lib/idle-lock.ts';
import { usePhone } from '../lib/phone.ts';
import { usePlainKeys } from '../lib/plain-keys.ts';
import { useApplyPreferences } from '../lib/preferences.ts';
import { showsSystemNotices } from '../lib/system-notices.ts';
import { useMe } from '../lib/session.ts';
import { useLogKey, useToLog } from '../lib/to-log.ts';
import { BottomBar } from './BottomBar.tsx';
import { useCommands, useStart } from './commands.ts';
import { ConnectionLine } from './ConnectionLine.tsx';
import classes from './frame.module.css';
import { Navigation } from './Navigation.tsx';
import { sectionFor } from '../features/guide/sections.ts';
import { holdsAny, pagesFor } from './navigation.ts';
import { TopBar } from './TopBar.tsx';

const QuickSearch = lazy(async () => ({ default: (await import('./QuickSearch.tsx')).QuickSearch }));
const LogDialog = lazy(async () => ({
  default: (await import('../features/interactions/LogDialog.tsx')).LogDialog,
}));
const SystemNotices = lazy(async () => ({
  default: (await import('./SystemNotices.tsx')).SystemNotices,
}));
const GuideDrawer = lazy(async () => ({
  default: (await import('../features/guide/GuideDrawer.tsx')).GuideDrawer,
}));
const HelpDialog = lazy(async () => ({ default: (await import('./HelpDialog.tsx')).HelpDialog }));

/** Navigation, top bar, and the page in the middle; below 768 px a bottom bar instead of the navigation. */
export function Frame() {
  const { t } = useTranslation();
  const me = useMe();
  const start = useStart();
  const phone = usePhone();
  const folded = useAppearance((look) => look.navigationFolded);
  const [searching, search] = useDisclosure(false);
  const [helping, help] = useDisclosure(false);
  const [reading, guide] = useDisclosure(false);
  const commands = useCommands();
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });

  useHotkeys(
    [
      ['F1', guide.open],
      ['mod+K', search.open],
      ['mod+L', () => lockSession(me.sessionId)],
      ['mod+N', () => void (commands[0]?.create === true && start(commands[0]))],
    ],
    [],
  );
  usePlainKeys([
    ['shift+?', help.open],
    ['?', help.open],
  ]);

  const logging = useToLog((state) => state.wanted !== null);
  const mayLog = holdsAny(me, ['customers.edit', 'customers.logShared']);
  useLogKey(mayLog);

  // A new page begins at its head, for the eyes and for screen readers alike.
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== undefined && before.current !== pathname)
      main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);

  const pages = pagesFor(me);
  useApplyPreferences();
  useEffect(() => {
    if (pathname !== undefined && pathname !== '/') keepLastPage(me.id, pathname);
  }, [me.id, pathname]);
  return (
    <div className={classes.frame} data-folded={folded || undefined}>
      <a
        href="#main"
        className={classes.skip}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t(($) => $.common.nav.skip)}
      </a>
      {phone !== true && (
        <Navigation
          pages={pages}
          officeName={me.officeName}
          folded={folded}
          onFold={() => setAppearance({ navigationFolded: !folded })}
        />
      )}
      <TopBar phone={phone === true} commands={commands} onSearch={search.open} onHelp={help.open} />
      <ConnectionLine />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      {phone === true && <BottomBar pages={pages} />}
      <Suspense>
        {searching && <QuickSearch commands={commands} pages={pages} onClose={search.close} />}
        {logging && <LogDialog />}
        {helping && (
          <HelpDialog
            onClose={help.close}
            onGuide={() => {
              help.close();
              guide.open();
            }}
          />
        )}
        {reading && <GuideDrawer section={sectionFor(pathname ?? '/')} onClose={guide.close} />}
        {showsSystemNotices() && <SystemNotices />}
      </Suspense>
    </div>
  );
}
