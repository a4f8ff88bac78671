import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { readSetting, settingNames, writeSetting } from './device-settings.ts';
import { useMe } from './session.ts';

const MAX_AGE = 30 * 86_400_000;

interface Draft {
  readonly at: number;
  readonly values: unknown;
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    'values' in value &&
    typeof value.at === 'number'
  );
}

const nameOf = (personId: number, key: string): string => `draft.${personId}.${key}`;

/**
 * Keeps what is typed in a form on this device, per person, so that it survives a crash, a lost host and a closed
 * window. Fills the form once when a draft is there (`onRestored` says so) and answers with what forgets it: to be called after saving
 * and when the person gives the changes up.
 */
export function useFormDraft<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  key: string | null,
  onRestored?: () => void,
): { forget: () => void } {
  const { id } = useMe();
  const restored = useRef<string | null>(null);
  const forgotten = useRef(false);
  const dirty = form.isDirty();
  const { values } = form;

  useEffect(() => {
    if (key === null || restored.current === key) return;
    restored.current = key;
    forgotten.current = false;
    const draft = readSetting(nameOf(id, key));
    if (!isDraft(draft) || Date.now() - draft.at > MAX_AGE) return;
    form.setValues(draft.values as Partial<Values>);
    onRestored?.();
  }, [form, id, key, onRestored]);

  useEffect(() => {
    if (key === null || forgotten.current || !dirty) return undefined;
    const timer = setTimeout(() => {
      if (!forgotten.current) writeSetting(nameOf(id, key), { at: Date.now(), values });
    }, 300);
    return () => clearTimeout(timer);
  }, [dirty, id, key, values]);

  return {
    forget: () => {
      forgotten.current = true;
      if (key !== null) writeSetting(nameOf(id, key), null);
    },
  };
}

/** Drops drafts older than a month. */
export function sweepDrafts(): void {
  for (const name of settingNames()) {
    if (!name.startsWith('draft.')) continue;
    const draft = readSetting(name);
    if (!isDraft(draft) || Date.now() - draft.at > MAX_AGE) writeSetting(name, null);
  }
}
