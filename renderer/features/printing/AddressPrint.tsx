import { Checkbox, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  envelopes,
  labelPresetNames,
  labelPresets,
  labels,
  type LabelGrid,
} from '#core/printing/engine/addresses.ts';
import { envelopeNames, papers, type PaperSettings } from '#core/printing/engine/papers.ts';
import { labelGridSchema } from '#core/printing/print-kinds.contract.ts';
import { addressedTo, mostAddresses, type AddressedTo } from '#core/printing/printing.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { usePreferences, useSavePreferences } from '../../lib/preferences.ts';
import { fromQuery } from './from-query.ts';
import type { ListToPrint } from './ListPrint.tsx';
import { Preview } from './Preview.tsx';
import { printingQueries } from './queries.ts';
import { RangeSelect, useRange } from './RangeSelect.tsx';
import { usePaperFrame } from './use-paper-words.ts';
import { usePrintSetup } from './use-print-setup.ts';

interface AddressPrintProps {
  readonly asked: ListToPrint;
  readonly opened: number;
  readonly onClose: () => void;
}

const bare = { landscape: false, top: 0, right: 0, bottom: 0, left: 0, scale: 100 } as const;
const gridSides = ['columns', 'rows', 'width', 'height', 'left', 'top', 'gapX', 'gapY', 'start'] as const;
const whole: ReadonlySet<string> = new Set(['columns', 'rows', 'start']);

/** The preset of a grid, wherever it begins; null: one's own. */
const presetOf = (grid: LabelGrid) =>
  labelPresetNames.find((name) =>
    gridSides.every((side) => side === 'start' || labelPresets[name][side] === grid[side]),
  ) ?? null;

/** Envelopes and labels for a list (spec §10). */
export function AddressPrint({ asked, opened, onClose }: AddressPrintProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const frame = usePaperFrame('labels');
  const { letterhead } = usePrintSetup();
  const preferences = usePreferences();
  const save = useSavePreferences();
  const [range, ids, setRange] = useRange(asked);
  const [kind, setKind] = useState<'labels' | 'envelopes'>('labels');
  const [to, setTo] = useState<AddressedTo>('main');
  const [grid, setGrid] = useState<LabelGrid>(preferences?.labels ?? labelPresets['3x8']);
  const [envelope, setEnvelope] = useState<(typeof envelopeNames)[number]>('envelopeDl');
  const [drawBoxes, setDrawBoxes] = useState(false);
  const [offset, setOffset] = useState({ x: 0, y: 0 });
  const { query, sort } = asked.asked;
  const gathered = useQuery(
    printingQueries.addresses(
      opened,
      { noun: 'contacts', query, sort, ...(ids !== undefined && { ids: [...ids] }) },
      to,
    ),
  );
  const { data } = gathered;
  const changeGrid = (next: LabelGrid) => {
    setGrid(next);
    const { data: kept } = labelGridSchema.safeParse(next);
    // Where a sheet was begun belongs to the sheet and not to the person.
    if (kept !== undefined) save({ labels: { ...kept, start: 1 } });
  };
  const settings = useMemo<PaperSettings>(
    () => ({ ...bare, paper: kind === 'labels' ? 'a4' : envelope }),
    [kind, envelope],
  );
  const printed = useMemo(() => {
    if (data === undefined) return null;
    const title = t(($) => $.printing.addresses[kind]);
    if (data.addresses.length === 0)
      return frame(title, [{ kind: 'note', text: t(($) => $.printing.nothing) }]);
    const words = {
      attention: (person: string) => t(($) => $.printing.addresses.attention, { person }),
      company: (name: string) => t(($) => $.printing.addresses.company, { name }),
    };
    const [width, height] = papers[envelope];
    const block =
      kind === 'labels'
        ? labels(data.addresses, grid, words)
        : envelopes(
            data.addresses,
            letterhead,
            { size: { width, height }, drawBoxes, offsetX: offset.x, offsetY: offset.y },
            words,
          );
    // Nothing stands at the foot of a label or an envelope.
    return { ...frame(title, [block]), letterhead: null, foot: '', pageOf: '' };
  }, [data, kind, grid, envelope, drawBoxes, offset, letterhead, t, frame]);
  const notes =
    data === undefined
      ? []
      : [
          t(($) => $.printing.addresses.count, {
            count: data.addresses.length,
            figure: format.number(data.addresses.length),
          }),
          ...(data.missing > 0
            ? [
                t(($) => $.printing.addresses.without, {
                  count: data.missing,
                  figure: format.number(data.missing),
                  names: `${format.list(data.without)}${data.missing > data.without.length ? '…' : ''}`,
                }),
              ]
            : []),
          ...(data.more ? [t(($) => $.printing.tooMany, { figure: format.number(mostAddresses) })] : []),
          ...(kind === 'envelopes' && letterhead.name === '' && letterhead.address === ''
            ? [t(($) => $.printing.addresses.noSender)]
            : []),
        ];
  const figure = (label: string, value: number, change: (value: number) => void, decimals: number) => (
    <NumberInput
      key={label}
      size="xs"
      label={label}
      decimalScale={decimals}
      step={decimals === 0 ? 1 : 0.5}
      value={value}
      onChange={(next) => {
        if (typeof next === 'number') change(next);
      }}
    />
  );
  return (
    <Preview
      kind={kind}
      document={printed}
      {...fromQuery(gathered)}
      rows={data?.addresses.length ?? 0}
      paper={settings}
      notes={notes}
      onClose={onClose}
      options={
        <Stack gap="sm">
          <SegmentedControl
            fullWidth
            aria-label={t(($) => $.printing.what)}
            value={kind}
            onChange={(value) => setKind(value === 'envelopes' ? 'envelopes' : 'labels')}
            data={(['labels', 'envelopes'] as const).map((value) => ({
              value,
              label: t(($) => $.printing.addresses[value]),
            }))}
          />
          <RangeSelect list={asked} range={range} onChange={setRange} />
          <Select
            label={t(($) => $.printing.addresses.to)}
            allowDeselect={false}
            value={to}
            data={addressedTo.map((value) => ({ value, label: t(($) => $.printing.addresses.tos[value]) }))}
            onChange={(value) => setTo(addressedTo.find((one) => one === value) ?? 'main')}
          />
          {kind === 'labels' ? (
            <>
              <Select
                label={t(($) => $.printing.addresses.sheet)}
                placeholder={t(($) => $.printing.addresses.ownSheet)}
                value={presetOf(grid)}
                data={labelPresetNames.map((value) => ({
                  value,
                  label: t(($) => $.printing.addresses.preset, { ...labelPresets[value] }),
                }))}
                onChange={(value) => {
                  const name = labelPresetNames.find((one) => one === value);
                  if (name !== undefined) changeGrid({ ...labelPresets[name], start: grid.start });
                }}
              />
              <SimpleGrid cols={2} spacing="xs" verticalSpacing={6}>
                {gridSides.map((side) =>
                  figure(
                    t(($) => $.printing.addresses.grid[side]),
                    grid[side],
                    (value) => {
                      const next = { ...grid, [side]: value };
                      if (labelGridSchema.safeParse(next).success) changeGrid(next);
                    },
                    whole.has(side) ? 0 : 1,
                  ),
                )}
              </SimpleGrid>
            </>
          ) : (
            <>
              <Select
                label={t(($) => $.printing.addresses.envelope)}
                allowDeselect={false}
                value={envelope}
                data={envelopeNames.map((value) => ({ value, label: t(($) => $.printing.papers[value]) }))}
                onChange={(value) => setEnvelope(envelopeNames.find((one) => one === value) ?? 'envelopeDl')}
              />
              <Checkbox
                label={t(($) => $.printing.addresses.drawBoxes)}
                checked={drawBoxes}
                onChange={(event) => setDrawBoxes(event.currentTarget.checked)}
              />
              <SimpleGrid cols={2} spacing="xs">
                {(['x', 'y'] as const).map((side) =>
                  figure(
                    t(($) => $.printing.addresses.offsets[side]),
                    offset[side],
                    (value) => setOffset({ ...offset, [side]: Math.min(30, Math.max(-30, value)) }),
                    1,
                  ),
                )}
              </SimpleGrid>
              <Text size="xs" c="var(--kc-dim)">
                {t(($) => $.printing.addresses.sender)}
              </Text>
            </>
          )}
        </Stack>
      }
    />
  );
}
