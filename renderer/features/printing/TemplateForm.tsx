import { Checkbox, NumberInput, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fontFamilies } from '#core/printing/engine/papers.ts';
import {
  leastPoints,
  mostPoints,
  printSetupLimits,
  type PrintTemplate,
} from '#core/printing/print-setup.contract.ts';

interface TemplateFormProps {
  readonly value: PrintTemplate;
  /** Columns and parts that this kind of document has. */
  readonly parts: readonly { readonly key: string; readonly label: string }[];
  readonly onChange: (value: PrintTemplate) => void;
}

/** How one kind of document looks: letterhead, letters, texts, and what of it is printed. */
export function TemplateForm({ value, parts, onChange }: TemplateFormProps) {
  const { t } = useTranslation();
  const hidden = new Set(value.hidden);
  return (
    <Stack gap="sm">
      <Switch
        label={t(($) => $.printing.setup.letterhead)}
        checked={value.letterhead}
        onChange={(event) => onChange({ ...value, letterhead: event.currentTarget.checked })}
      />
      <Select
        label={t(($) => $.printing.setup.font)}
        allowDeselect={false}
        value={value.font}
        data={fontFamilies.map((font) => ({ value: font, label: t(($) => $.printing.setup.fonts[font]) }))}
        onChange={(font) => onChange({ ...value, font: fontFamilies.find((one) => one === font) ?? 'sans' })}
      />
      <NumberInput
        label={t(($) => $.printing.setup.points)}
        min={leastPoints}
        max={mostPoints}
        step={0.5}
        decimalScale={1}
        value={value.points}
        onChange={(points) => {
          if (typeof points !== 'number' || points < leastPoints || points > mostPoints) return;
          onChange({ ...value, points: Math.round(points * 2) / 2 });
        }}
      />
      <TextInput
        label={t(($) => $.printing.setup.title)}
        placeholder={t(($) => $.printing.setup.usualTitle)}
        maxLength={printSetupLimits.title}
        value={value.title}
        onChange={(event) => onChange({ ...value, title: event.currentTarget.value })}
      />
      {(['intro', 'closing'] as const).map((place) => (
        <Textarea
          key={place}
          label={t(($) => $.printing.setup[place])}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={printSetupLimits.text}
          value={value[place]}
          onChange={(event) => onChange({ ...value, [place]: event.currentTarget.value })}
        />
      ))}
      {parts.length === 0 ? null : (
        <div>
          <Text size="sm" fw={500} mb={6}>
            {t(($) => $.printing.setup.parts)}
          </Text>
          <Stack gap={6}>
            {parts.map(({ key, label }) => (
              <Checkbox
                key={key}
                label={label}
                checked={!hidden.has(key)}
                onChange={(event) => {
                  const shown = event.currentTarget.checked;
                  onChange({
                    ...value,
                    hidden: shown ? value.hidden.filter((one) => one !== key) : [...value.hidden, key],
                  });
                }}
              />
            ))}
          </Stack>
        </div>
      )}
    </Stack>
  );
}
