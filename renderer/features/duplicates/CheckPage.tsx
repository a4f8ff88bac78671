import { Button, Group, Progress, SegmentedControl, Text, Textarea } from '@mantine/core';
import { IconClipboard, IconFileSpreadsheet, IconListSearch, IconPrinter } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { checkLimit, type CheckHit, type CheckResult } from '#core/duplicates/duplicates.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFileDrop } from '../../ui/file-drop.ts';
import { FileInput } from '../../ui/FileInput.tsx';
import { checkFile, clearCheck, countResults, linesOf, runCheck, setText, useCheckDraft } from './check.ts';
import { CheckTable } from './CheckTable.tsx';
import classes from './duplicates.module.css';
import { useHitWords, type CheckResultTable } from './use-hit-words.ts';

interface CheckPageProps {
  /** What can be done with a colleague's customer: asking for a share. */
  readonly ask: (hit: CheckHit) => ReactNode;
  /** Merges what one line found; null where the person may not. */
  readonly onMerge: ((ids: readonly number[]) => void) | null;
  /** Puts the result on paper; null where the person may not. */
  readonly onPrint: ((table: CheckResultTable) => void) | null;
}

type Filter = CheckResult | 'all';

/** Pasted names or a file, each told whether it is here and whose it is (spec §3.9). */
export function CheckPage({ ask, onMerge, onPrint }: CheckPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { text, answers, progress, refusal, more } = useCheckDraft();
  const [filter, setFilter] = useState<Filter>('all');
  const input = useRef<HTMLInputElement>(null);
  const words = useHitWords();
  const lines = linesOf(text).length;
  const counts = countResults(answers ?? []);
  const shown = (answers ?? []).filter(({ result }) => filter === 'all' || result === filter);
  const take = ([file]: readonly File[]) => {
    if (file !== undefined) void checkFile(file);
  };
  const { over, handlers } = useFileDrop(take);
  const copy = async () => {
    await navigator.clipboard.writeText(words.asText(shown));
    notifyDone(t(($) => $.duplicates.copied, { count: shown.length }));
  };
  const filters = (['all', 'exact', 'similar', 'none'] as const).map((value) => ({
    value,
    label: `${t(($) => $.duplicates.filters[value])} ${format.number(value === 'all' ? (answers?.length ?? 0) : counts[value])}`,
  }));
  return (
    <>
      <div className={classes.entry} data-over={over || undefined} {...handlers}>
        <Textarea
          label={t(($) => $.duplicates.lines)}
          description={t(($) => $.duplicates.linesHint, { count: checkLimit })}
          placeholder={t(($) => $.duplicates.placeholder)}
          autosize
          minRows={4}
          maxRows={answers === null ? 14 : 6}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && lines > 0) void runCheck();
          }}
        />
        <Group gap="xs">
          <Button
            leftSection={<IconListSearch size={16} stroke={1.6} aria-hidden />}
            disabled={lines === 0}
            loading={progress !== null}
            onClick={() => {
              setFilter('all');
              void runCheck();
            }}
          >
            {t(($) => $.duplicates.check, { count: Math.min(lines, checkLimit) })}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileSpreadsheet size={16} stroke={1.6} aria-hidden />}
            onClick={() => input.current?.click()}
          >
            {t(($) => $.duplicates.file)}
          </Button>
          {text === '' && answers === null ? null : (
            <Button variant="subtle" color="gray" onClick={clearCheck}>
              {t(($) => $.duplicates.clear)}
            </Button>
          )}
        </Group>
        <FileInput ref={input} accept=".xlsx,.csv,.tsv,.txt,.xls" onTake={take} />
        {lines > checkLimit || more ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t(($) => $.duplicates.tooMany, { count: checkLimit })}
          </Text>
        ) : null}
        {progress === null ? null : (
          <Progress
            value={progress.of === 0 ? 0 : (progress.done / progress.of) * 100}
            aria-label={t(($) => $.duplicates.checking)}
          />
        )}
        {refusal === null ? null : <ErrorNote error={refusal} />}
      </div>
      {answers === null ? (
        <EmptyState
          icon={<IconListSearch size={24} stroke={1.6} />}
          title={t(($) => $.duplicates.empty)}
          text={t(($) => $.duplicates.emptyText)}
        />
      ) : (
        <section
          aria-label={t(($) => $.duplicates.results)}
          data-old={progress !== null || undefined}
          className={classes.results}
        >
          <Group justify="space-between" gap="xs" mb="sm">
            <SegmentedControl
              size="sm"
              aria-label={t(($) => $.duplicates.results)}
              value={filter}
              onChange={(value) => setFilter(filters.find((one) => one.value === value)?.value ?? 'all')}
              data={filters}
            />
            <Group gap="xs">
              <Button
                variant="default"
                size="sm"
                leftSection={<IconClipboard size={16} stroke={1.6} aria-hidden />}
                disabled={shown.length === 0}
                onClick={() => void copy()}
              >
                {t(($) => $.duplicates.copy)}
              </Button>
              {onPrint === null ? null : (
                <Button
                  variant="default"
                  size="sm"
                  leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
                  disabled={shown.length === 0}
                  onClick={() => onPrint(words.asTable(shown))}
                >
                  {t(($) => $.printing.open)}
                </Button>
              )}
            </Group>
          </Group>
          <CheckTable lines={shown} ask={ask} onMerge={onMerge} />
        </section>
      )}
    </>
  );
}
