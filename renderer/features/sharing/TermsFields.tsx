import { Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShareTerms } from '#core/sharing/sharing.contract.ts';
import { DayInput } from '../../ui/DayInput.tsx';

export const usualTerms: ShareTerms = { mode: 'read', money: false, untilOn: null };

interface TermsFieldsProps {
  readonly terms: ShareTerms;
  readonly onChange: (terms: ShareTerms) => void;
  readonly untilError?: string | undefined;
}

/** What a share allows and until when (spec §3.8). */
export function TermsFields({ terms, onChange, untilError }: TermsFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <div>
        <SegmentedControl
          fullWidth
          aria-label={t(($) => $.sharing.mode)}
          value={terms.mode}
          onChange={(mode) => onChange({ ...terms, mode: mode === 'log' ? 'log' : 'read' })}
          data={[
            { value: 'read', label: t(($) => $.customers.shareModes.read) },
            { value: 'log', label: t(($) => $.customers.shareModes.log) },
          ]}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {t(($) => $.sharing.modeHint[terms.mode])}
        </Text>
      </div>
      <DayInput
        label={t(($) => $.sharing.until)}
        description={t(($) => $.sharing.untilHint)}
        value={terms.untilOn ?? ''}
        onChange={(day) => onChange({ ...terms, untilOn: day === '' ? null : day })}
        error={untilError}
      />
      <Checkbox
        label={t(($) => $.sharing.money)}
        checked={terms.money}
        onChange={(event) => onChange({ ...terms, money: event.currentTarget.checked })}
      />
    </Stack>
  );
}
