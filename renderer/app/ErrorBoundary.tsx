import { Button } from '@mantine/core';
import { IconMoodPuzzled } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';

/** What is left of a page that failed: a sentence and a way on, never a stack trace (spec §16). */
export function BrokenPage({ onReload }: { readonly onReload: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      page
      icon={<IconMoodPuzzled size={24} />}
      title={t(($) => $.common.page.broken)}
      text={t(($) => $.common.page.brokenText)}
      action={<Button onClick={onReload}>{t(($) => $.common.page.reload)}</Button>}
    />
  );
}

interface Props {
  readonly children: ReactNode;
}

/** The last net: whatever fails outside a page. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <BrokenPage onReload={() => window.location.reload()} /> : this.props.children;
  }
}
