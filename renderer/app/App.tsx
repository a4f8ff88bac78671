import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useAppearance } from '../lib/appearance.ts';
import { queryClient } from '../lib/query-client.ts';
import { ConfirmProvider } from '../ui/ConfirmDialog.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { SessionGate } from './SessionGate.tsx';
import { colorVariables, rootPixels, themeFor } from './theme.ts';

/** The program: look, cache, dialogs, and behind the sign-in page the frame with its pages. */
export function App() {
  const { scheme, accent, textSize } = useAppearance();
  const system = useColorScheme();
  const theme = useMemo(() => themeFor(accent), [accent]);

  useEffect(() => {
    document.documentElement.style.fontSize = `${rootPixels[textSize]}px`;
  }, [textSize]);

  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={colorVariables}
        forceColorScheme={scheme === 'auto' ? system : scheme}
      >
        <ErrorBoundary>
          <ConfirmProvider>
            <SessionGate />
          </ConfirmProvider>
        </ErrorBoundary>
        <Notifications position="bottom-right" limit={4} zIndex={500} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
