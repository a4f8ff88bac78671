import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is as narrow as a phone's; the style sheets draw the same line. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
}
