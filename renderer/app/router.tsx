import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  useRouter,
} from '@tanstack/react-router';
import { useEffect } from 'react';
import { lastPage } from '../lib/last-page.ts';
import { usePreferences } from '../lib/preferences.ts';
import { useMe } from '../lib/session.ts';
import { BrokenPage } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { Guard, NothingOpen, NotFoundPage } from './Guard.tsx';
import { pages, pagesFor, type PageKey } from './navigation.ts';

/** What stands behind the `?` of a list: kept as it is, read by the page itself. */
export interface PageSearch {
  readonly [key: string]: unknown;
}
const passThrough = (search: Record<string, unknown>): PageSearch => search;

function guarded(key: PageKey, Screen: ReturnType<typeof lazyRouteComponent>) {
  function GuardedPage() {
    return (
      <Guard rights={pages[key].rights}>
        <Screen />
      </Guard>
    );
  }
  // The router fetches the page before it shows it, and already while the pointer rests on a link to it.
  return Object.assign(GuardedPage, { preload: Screen.preload });
}

/** Where the person wants to begin, as far as it is open to them; else the first page that is. */
function HomePage() {
  const me = useMe();
  const preferences = usePreferences();
  const router = useRouter();
  const open = pagesFor(me);
  const [first] = open;
  const startPage = preferences?.startPage;
  const wanted = startPage === 'last' ? lastPage(me.id) : startPage && pages[startPage].to;
  const to = startPage && (open.find((page) => page.to === wanted) ?? first)?.to;
  useEffect(() => {
    // Who has meanwhile clicked on a page goes there, also while that page is still being fetched and this one shows.
    if (to === undefined || router.history.location.pathname !== '/') return;
    void router.navigate({ to, replace: true });
  }, [router, to]);
  return first === undefined ? <NothingOpen /> : null;
}

function FailedPage() {
  const router = useRouter();
  return <BrokenPage onReload={() => void router.invalidate()} />;
}

const rootRoute = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage });
const at = { getParentRoute: () => rootRoute, validateSearch: passThrough } as const;

const routeTree = rootRoute.addChildren([
  createRoute({ ...at, path: '/', component: HomePage }),
  createRoute({
    ...at,
    path: '/today',
    component: guarded(
      'today',
      lazyRouteComponent(() => import('../screens/Today.tsx'), 'TodayScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/interactions',
    component: guarded(
      'interactions',
      lazyRouteComponent(() => import('../screens/Interactions.tsx'), 'InteractionsScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/mine',
    component: guarded(
      'mine',
      lazyRouteComponent(() => import('../screens/MyCustomers.tsx'), 'MyCustomersScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/shared',
    component: guarded(
      'shared',
      lazyRouteComponent(() => import('../screens/SharedCustomers.tsx'), 'SharedWithMeScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/subordinates',
    component: guarded(
      'shared',
      lazyRouteComponent(() => import('../screens/SharedCustomers.tsx'), 'SubordinatesScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/shared-by-me',
    component: guarded(
      'shared',
      lazyRouteComponent(() => import('../screens/SharedCustomers.tsx'), 'SharedByMeScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/pool',
    component: guarded(
      'pool',
      lazyRouteComponent(() => import('../screens/CustomerPool.tsx'), 'CustomerPoolScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/customers/$id',
    component: guarded(
      'pool',
      lazyRouteComponent(() => import('../screens/CustomerPage.tsx'), 'CustomerPageScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/recycle-bin',
    component: guarded(
      'recycleBin',
      lazyRouteComponent(() => import('../screens/RecycleBin.tsx'), 'RecycleBinScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/duplicates',
    component: guarded(
      'duplicates',
      lazyRouteComponent(() => import('../screens/Duplicates.tsx'), 'DuplicatesScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/import',
    component: guarded(
      'import',
      lazyRouteComponent(() => import('../screens/Import.tsx'), 'ImportScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/exports',
    component: guarded(
      'pool',
      lazyRouteComponent(() => import('../screens/Exports.tsx'), 'ExportsScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/people',
    component: guarded(
      'people',
      lazyRouteComponent(() => import('../screens/People.tsx'), 'PeopleScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/handover',
    component: guarded(
      'handover',
      lazyRouteComponent(() => import('../screens/Handover.tsx'), 'HandoverScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/handover/$id',
    component: guarded(
      'handover',
      lazyRouteComponent(() => import('../screens/Handover.tsx'), 'HandoverOfScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/handover-sheet/$id',
    component: guarded(
      'handover',
      lazyRouteComponent(() => import('../screens/Handover.tsx'), 'HandoverSheetScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/departments',
    component: guarded(
      'departments',
      lazyRouteComponent(() => import('../screens/Departments.tsx'), 'DepartmentsScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/roles',
    component: guarded(
      'roles',
      lazyRouteComponent(() => import('../screens/Roles.tsx'), 'RolesScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/choices',
    component: guarded(
      'choices',
      lazyRouteComponent(() => import('../screens/Choices.tsx'), 'ChoicesScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/custom-fields',
    component: guarded(
      'customFields',
      lazyRouteComponent(() => import('../screens/CustomFields.tsx'), 'CustomFieldsScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/pool-rules',
    component: guarded(
      'poolRules',
      lazyRouteComponent(() => import('../screens/PoolRules.tsx'), 'PoolRulesScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/log',
    component: guarded(
      'log',
      lazyRouteComponent(() => import('../screens/OperationLog.tsx'), 'OperationLogScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/stored-files',
    component: guarded(
      'storedFiles',
      lazyRouteComponent(() => import('../screens/StoredFiles.tsx'), 'StoredFilesScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/print-setup',
    component: guarded(
      'printSetup',
      lazyRouteComponent(() => import('../screens/PrintSetup.tsx'), 'PrintSetupScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/settings',
    component: guarded(
      'settings',
      lazyRouteComponent(() => import('../screens/OfficeSettings.tsx'), 'OfficeSettingsScreen'),
    ),
  }),
  createRoute({
    ...at,
    path: '/me',
    component: lazyRouteComponent(() => import('../screens/Me.tsx'), 'MeScreen'),
  }),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
