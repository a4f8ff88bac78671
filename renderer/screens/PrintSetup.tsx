import { useMemo } from 'react';
import { useFieldLabel, useFieldWords } from '../features/customers/fields.ts';
import { SetupPage } from '../features/printing/SetupPage.tsx';

/** Letterhead and print templates; a card in the preview names its fields as the customers' pages do. */
export function PrintSetupScreen() {
  const fieldLabel = useFieldLabel();
  const fieldWords = useFieldWords();
  const cardWords = useMemo(() => ({ fieldLabel, fieldWords }), [fieldLabel, fieldWords]);
  return <SetupPage cardWords={cardWords} />;
}
