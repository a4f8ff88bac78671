import { Button, Group, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { codeSentence } from '#core/i18n/sentence.ts';
import type { CellProblem, ImportStatus, RowKind, RowProblem } from '#core/imports/imports.contract.ts';
import type { Language } from '#core/sessions/sessions.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './imports.module.css';
import { useCorrectRow } from './mutations.ts';
import { TreatmentSelect } from './TreatmentSelect.tsx';
import { useHeadings } from './use-headings.ts';

interface FoundRowProps {
  readonly status: ImportStatus;
  readonly kind: RowKind;
  readonly row: RowProblem;
}

/** A row of the file and what is said of it; its wrong cells can be corrected right here. */
export function FoundRow({ status, kind, row }: FoundRowProps) {
  const { t } = useTranslation();
  const { language, number } = useFormat();
  const [open, setOpen] = useState(false);
  const called = useHeadings(status.kind);
  const checked = status.state === 'checked';
  return (
    <tr>
      <td className={classes.rowNumber}>{number(row.row)}</td>
      <td className={classes.breakable}>{row.name}</td>
      <td>
        <div className={classes.said}>
          <div>
            {row.problems.map((problem) => (
              <div key={`${problem.column ?? ''} ${problem.code}`} className={classes.breakable}>
                {problemText(problem, language, called)}
              </div>
            ))}
            {row.corrected && <span className={classes.dim}>{t(($) => $.imports.correct.corrected)}</span>}
          </div>
          {checked && kind === 'duplicate' && (
            <TreatmentSelect
              size="xs"
              aria-label={t(($) => $.imports.treatments.rowLabel, { row: row.row })}
              status={status}
              row={row.row}
              value={row.treatment}
            />
          )}
          {checked && row.cells.length > 0 && !open && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPencil size={14} aria-hidden="true" />}
              aria-label={t(($) => $.imports.correct.openRow, { row: row.row })}
              onClick={() => setOpen(true)}
            >
              {t(($) => $.imports.correct.open)}
            </Button>
          )}
        </div>
        {open && <CorrectionForm status={status} row={row} onClose={() => setOpen(false)} />}
      </td>
    </tr>
  );
}

function CorrectionForm({
  status: { importId, kind },
  row,
  onClose,
}: {
  readonly status: ImportStatus;
  readonly row: RowProblem;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const called = useHeadings(kind);
  const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map());
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const correct = useCorrectRow(setRefusal);
  const wrong = new Set(row.problems.map(({ at }) => at));
  const firstWrong = row.cells.find(({ index }) => wrong.has(index))?.index;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    const cells = [...texts].map(([index, text]) => ({ index, text }));
    correct.mutate(
      { importId, row: row.row, cells },
      {
        onSuccess: ({ kinds }) => {
          const [kind = 'rejected'] = kinds;
          if (kind !== 'rejected' && kind !== 'updated')
            notifyDone(t(($) => $.imports.correct.now[kind], { row: row.row }));
          onClose();
        },
      },
    );
  };
  return (
    <form className={classes.correction} onSubmit={save}>
      {row.cells.map(({ index, heading, text }) => (
        <TextInput
          key={index}
          size="sm"
          label={called(heading)}
          data-autofocus={index === firstWrong || undefined}
          // The person pressed the button in order to type here.
          autoFocus={index === firstWrong}
          value={texts.get(index) ?? text}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
          onChange={(event) => setTexts(new Map(texts).set(index, event.currentTarget.value))}
        />
      ))}
      {refusal !== null && <ErrorNote error={refusal} />}
      <Group gap="xs">
        <Button type="submit" size="compact-sm" disabled={texts.size === 0} loading={correct.isPending}>
          {t(($) => $.imports.correct.save)}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
          {t(($) => $.common.cancel)}
        </Button>
      </Group>
    </form>
  );
}

function problemText(
  { column, code, params }: CellProblem,
  language: Language,
  called: (heading: string) => string,
): string {
  const text = codeSentence(code, params, language);
  if (column === null) return text;
  return `${called(column)}${language === 'en' ? ': ' : '：'}${text}`;
}
