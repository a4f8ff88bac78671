import {
  ActionIcon,
  Button,
  Checkbox,
  Divider,
  Group,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core';
import { IconAdjustmentsHorizontal, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { move } from './layout.ts';
import type { Column, Layout } from './types.ts';

interface ListMenuProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly density: Layout['density'];
  readonly onColumns: (columns: readonly Column<Row>[]) => void;
  readonly onDensity: (density: Layout['density']) => void;
  readonly onReset: () => void;
}

/** Which columns a list shows, in which order, how close together. */
export function ListMenu<Row>({ columns, density, onColumns, onDensity, onReset }: ListMenuProps<Row>) {
  const { t } = useTranslation();
  const movable = columns.filter((column) => !column.fixed);
  return (
    <Popover position="bottom-end" width={280} shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={t(($) => $.list.columns)}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t(($) => $.list.columns)}>
            <IconAdjustmentsHorizontal size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t(($) => $.list.density)}
          value={density}
          onChange={(value) => onDensity(value === 'compact' ? 'compact' : 'comfortable')}
          data={[
            { value: 'comfortable', label: t(($) => $.list.comfortable) },
            { value: 'compact', label: t(($) => $.list.compact) },
          ]}
        />
        <Divider my="xs" />
        <Stack gap={0} mah={360} style={{ overflowY: 'auto' }}>
          {movable.map((column, at) => (
            <Group key={column.key} gap={2} wrap="nowrap" px={4}>
              <Checkbox
                size="xs"
                py={6}
                flex={1}
                label={column.title}
                checked={column.shown}
                onChange={(event) => {
                  const shown = event.currentTarget.checked;
                  onColumns(columns.map((one) => (one.key === column.key ? { ...one, shown } : one)));
                }}
              />
              {([-1, 1] as const).map((step) => {
                const neighbour = movable[at + step];
                const Icon = step === -1 ? IconChevronUp : IconChevronDown;
                return (
                  <ActionIcon
                    key={step}
                    size="sm"
                    variant="subtle"
                    color="gray"
                    disabled={neighbour === undefined}
                    aria-label={t(($) => (step === -1 ? $.list.moveUp : $.list.moveDown), {
                      column: column.title,
                    })}
                    onClick={() => neighbour && onColumns(move(columns, column.key, neighbour.key))}
                  >
                    <Icon size={14} />
                  </ActionIcon>
                );
              })}
            </Group>
          ))}
        </Stack>
        <Divider my="xs" />
        <Group justify="space-between" wrap="nowrap">
          <Text size="xs" c="var(--kc-dim)">
            {t(($) => $.list.keptForYou)}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={onReset}>
            {t(($) => $.list.reset)}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
