import { Group, NumberInput, SegmentedControl, Select, SimpleGrid, Slider, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  isContinuous,
  leastScale,
  mostMargin,
  mostScale,
  paperNames,
  usualSettings,
  type PaperSettings,
} from '#core/printing/engine/papers.ts';
import classes from './printing.module.css';

interface PaperPanelProps {
  readonly settings: PaperSettings;
  readonly onChange: (settings: PaperSettings) => void;
}

const sides = ['top', 'bottom', 'left', 'right'] as const;

/** The sheet, how it lies, its margins, and how large everything comes out. */
export function PaperPanel({ settings, onChange }: PaperPanelProps) {
  const { t } = useTranslation();
  const { paper, landscape, scale } = settings;
  return (
    <>
      <Select
        label={t(($) => $.printing.paper)}
        allowDeselect={false}
        value={paper}
        data={paperNames.map((value) => ({ value, label: t(($) => $.printing.papers[value]) }))}
        onChange={(value) => {
          const next = paperNames.find((name) => name === value);
          // Another paper has other edges; how it lies and how large is kept.
          if (next !== undefined) onChange({ ...usualSettings(next), landscape, scale });
        }}
      />
      {isContinuous(paper) ? null : (
        <SegmentedControl
          fullWidth
          aria-label={t(($) => $.printing.orientation)}
          value={landscape ? 'landscape' : 'portrait'}
          onChange={(value) => onChange({ ...settings, landscape: value === 'landscape' })}
          data={(['portrait', 'landscape'] as const).map((value) => ({
            value,
            label: t(($) => $.printing.orientations[value]),
          }))}
        />
      )}
      <div>
        <Text size="sm" fw={500}>
          {t(($) => $.printing.margins)}
        </Text>
        <SimpleGrid cols={2} spacing="xs" verticalSpacing={6}>
          {sides.map((side) => (
            <NumberInput
              key={side}
              size="xs"
              label={t(($) => $.printing.sides[side])}
              min={0}
              max={mostMargin}
              step={1}
              decimalScale={1}
              clampBehavior="strict"
              value={settings[side]}
              onChange={(value) => {
                if (typeof value === 'number') onChange({ ...settings, [side]: value });
              }}
            />
          ))}
        </SimpleGrid>
      </div>
      <div>
        <Group justify="space-between">
          <Text size="sm" fw={500} id="print-scale">
            {t(($) => $.printing.scale)}
          </Text>
          <Text size="sm" className={classes.figure}>
            {scale}%
          </Text>
        </Group>
        <Slider
          aria-labelledby="print-scale"
          thumbLabel={t(($) => $.printing.scale)}
          min={leastScale}
          max={mostScale}
          step={5}
          label={null}
          value={scale}
          onChange={(value) => onChange({ ...settings, scale: value })}
        />
      </div>
    </>
  );
}
